"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "reinforced": """
What an update adds to an action's logit is the sum of `reward - mean` over the events in which
the action was taken. So the action rises if its mean reward lies above the mean of all events,
and the size of the reward alone says nothing. A batch in which everything earns 2 changes
nothing at all.

The tempting answer looks for positive rewards. It is what "the action was rewarded" suggests,
and it is wrong as soon as there is a baseline, which nearly every policy-gradient program has.
The other tempting answer looks at single events: an action can gain in one and lose more in
three.

"Reward" has the same two faces as "loss". There is the number in the log, and there is what the
machine did with it. Only the second reinforces. A sentence such as "bad actions were rewarded"
is worth something when it says which of the two is meant; the next exercise means the second.
""",
    "classify": """
A designer who hopes for one thing and gets another can have failed in two ways, says a
commenter under the essay: the wrong action was rewarded, or the right action was rewarded and
the reason for it was not the wanted one. Both have mirror images. The three questions sort
every event into one of these, or into none.

The tempting answer stops at action and reward. With a perfect reward it finds no fault in any
event, and this is exactly the case that matters: where coin and edge always coincide, a policy
that is driven by the edge is right almost every time, and the log shows it only in the pushes.
The opposite temptation asks about cognition first and blames it for what the reward did.

The commenter calls the two kinds failures of "outer" and "inner" alignment and finds the catalog
useful. A reply holds that these words need explaining each time, and proposes to say what
happened: "bad action rewarded", or that undesired cognition was reinforced when a superficially
good action was performed. The labels of this exercise follow the reply; the catalog is the
commenter's. Neither needs a loss or a reward that "represents" anything. Both can be checked in a
log.
""",
    "credit": """
The derivative of the log probability with respect to a weight is what its circuit saw, times a
factor that all circuits share. So an update does not ask which circuit was responsible. It
strengthens whatever pointed the right way at the time, in proportion to how loudly it spoke.

Where coin and edge always point the same way, the two columns of `sees` are proportional. Then,
for *every* reward, the two entries of your result are in the same proportion, here 1 to 2. Try
it: no function of the action can change the ratio, only the sign and the size. A new reward
therefore cannot teach this policy to tell the coin from the edge. A new environment can, in
which they sometimes differ. With a perfect reward and 400 updates the policy ends up following
the edge where the two conflict; let them differ in one event of ten, and it follows the coin.

The tempting answer credits the circuit that drove the action. That would be a wonderful
learning rule, and it needs a reader of minds. The physical update has only the sum of the
pushes. Which cognition a reward reinforces depends on what else was active, and the word
"reward" does not tell.
""",
    "regret_in_nats": """
The logarithmic score is proper: in expectation nobody does better than by saying what they
believe. Subtracting what a perfect forecaster would pay, the model's own entropy, leaves the
divergence of the forecast from the model, which is zero for a perfect forecast and can be
compared across contexts, however unsure the model is in them.

The tempting answers keep the number finite. Clipping puts a price of 28 nats on the impossible,
and who says 0 and is wrong can then win a contest on average. The other one reports the cost
itself: then a model that is hard to foresee makes all its forecasters look bad.

Here a loss is used on people, or on theories, instead of networks. The same formula that
trained the model now grades what we say about it. It is the mathematical loss in both cases,
and nobody would say that the forecaster "wants" low regret because we compute it.
""",
    "forecast_by_backoff": """
Each level says what it has counted and asks the shorter context for the rest; `strength` is how
many observations that opinion is worth. In contexts of the text, counts win: the network has
been trained to match just these frequencies. The forecast is nearly perfect there, and knows
nothing of networks. In contexts that never occur, it falls back on the last token, and beats
the uniform forecast, though not by much.

The tempting answer trusts raw counts wherever there are any. One observation then makes a
certainty, and the first surprise costs infinitely much. Backing off from the wrong end of the
context tempts too, and gives probabilities that look just as reasonable.

In the contest this forecaster needs no view of what the network is "trying" to do. It is a
reminder for both sides of the argument under the essay. To beat it in contexts that were seen,
a theory of the model has to be very good. The place to show what a theory is worth is where the
counts end.
""",
    "best_guess_on_distribution": """
This is a sentence of advice, taken from the comments, turned into arithmetic: think of the
model as knowing some facts and having some abilities, and ask for its best guess about the
*training distribution*. In a context of the text this means the process with the missing pairs
taken out and the rest scaled up. Elsewhere it means what the model has learned in contexts that
look alike. Two other parts come from the same comment: a forecast needs error bars, here
`doubt`, and a prior for what models know, here the choice of look-alikes.

The tempting answer takes the process itself: the model has minimized its loss, so it has
learned the truth. In contexts of the text that costs about ten times as much regret, since the
text is not the process; in other contexts it is the worst of all entries, since nobody showed
the model the truth there. To leave out `doubt` tempts too, and one forecast of 0 makes the
regret infinite.

"It minimizes the loss" leaves open on what, how far, and what follows elsewhere. The advice
here is better because it says so. It remains advice: in unseen contexts it beats the uniform
forecast by a fifth of a nat, and a forecaster that merely counts does about as well.
""",
    "well_formed": """
Form is checked before anything is run, since a story with a hole in it cannot be tested. The
goal must be something other than a loss. A claim must predict something other than a loss too,
because "the loss will be low" holds for the intended model and for the unintended one. A nudge
without a control, or with itself as control, cannot fail. And the rationale has to arrive
somewhere: some claim must be about the goal's own setup and metric.

The tempting answer reads words. It finds "loss" in "without a loss of time", and misses the
goal whose words are noble and whose check reads the training loss. What a story means to
measure stands in its check. Whether the specification describes a way of thinking, and whether
anybody should want it, no function decides. That part is for a reader, and in the capstone
essay somebody reads it.

Evan Hubinger's training stories ask for a goal (specification and desirability) and a rationale
(constraints and nudges). The checks, the controls and the list of unknowns are additions of
this course. They replace the question whether a loss "represents" a goal by questions with
answers.
""",
    "falsify": """
A claim about every run is refuted by one run, however many others agree. So the whole exercise
is two `any`s. The rest is about what counts as a counterexample: a value that breaks the
promise, or a run that diverged, since NaN is neither above nor below anything. Silence counts
for nothing.

The tempting answer takes the mean. Fifteen good runs then hide one that learned something else,
and whoever deploys a model deploys one run. The other temptation is to write the opposite
comparison, `value < bound`. It agrees with `not value >= bound` on every number and not on NaN,
so that exactly the runs that went worst are forgiven.

"A low loss implies the intended feature" is such a claim. Its first half was true in every run
of this chapter's digits, and its second half in none. The loss did what it was asked to do, and
the sentence about it was false.
""",
    "what_would_refute": """
Negation swaps *every* for *some* and *and* for *or*. A constraint says "in every run at least
v": its opposite is "in some run less than v". A nudge says "the mean is at least v *and* beats
the control by a margin": its opposite is one *or* the other. Writing these down before the runs
is what makes the runs a test.

The tempting answers keep one half of the negation. "Every run below v" is far more than is
needed, so the claim looks safer than it is. The mean below v lets a constraint survive its own
counterexamples. And a bound at the edge of what the metric can be gives a sentence that sounds
like a claim and forbids nothing.

Ask this of any sentence about loss. "The loss is aligned with the goal" has, as it stands, an
empty list. That is Turner's complaint about it: he does not say that it is false, he asks what
he should expect to see.
""",
    "evaluate": """
Constraint and nudge are different promises and need different tests. A constraint is judged by
its worst run. A nudge is judged by its mean, and by a control that differs from it in nothing
but the nudge; else one praises it for what would have happened anyway. What was not measured
stays open, whatever the rest of the story looks like.

Both tempting shortcuts can be seen on the digits. "Small weights make it read shapes" keeps its
value in the mean, and the plain network keeps it as well: without the control a useless nudge
is supported. And the goal can be met while a claim of the rationale is false. Then the training
worked, and the story of why is wrong, which matters as soon as anything is changed.

The longest training has the lowest loss of all setups, and its networks are misled by wrong
tags more often than those of the plain one. A story whose goal is "low loss" would have called
this the best model. One whose goal says which cognition is wanted found out. It says less than
a proof, and all of it is about facts.
""",
}
