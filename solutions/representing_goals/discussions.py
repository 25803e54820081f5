"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "bad_actions_rewarded": """
The answer is a filter with two conditions, and the second one is what matters: the log says what
was done and whether it was wanted, the reward says what it paid. Only where the two meet has
training reinforced something that nobody wanted.

The tempting answer reads the reward's table and reports what it would pay for. A table holds any
number of situations that never occur. What was not done was not reinforced, so it has changed no
agent. The other tempting answer asks which lines are bad and leaves the payment out.

A commenter on the essay defends two words for two failures. When the wrong thing is rewarded,
the reward function fails to represent the designer's intention, and the commenter would call
this outer misalignment. Turner replies that the words always need explaining and carry old
connotations with them, and proposes the sentence that you have just computed: the reward paid
for bad behavior in situations A, B and C. Both sides could agree on the list. Note what no such
list can hold: a right action for a wrong reason. That is the commenter's second failure, and it
is invisible in a log of situations and actions.
""",
    "op1": """
"Low physical loss only if a good novel was in fact written" is a claim about everything that is
possible, so one act refutes it: possible, low, and a bad text. Where the register can be set, low
readings come for free, and a single bad text within reach is enough.

The tempting answer filters the texts by their loss and forgets the register. It reads "physical
loss" as the loss of the text, which is the mathematical one. The second temptation is the
converse. "Low only if good" forbids something to bad novels and promises nothing to good ones:
a loss that is high for nearly all good novels may satisfy it.

The vacuous case is true, and it is the most instructive one. A loss that can never be low
satisfies this reading perfectly and trains nobody to write. So the reading is demanding, since
it rules out all tampering, and at the same time it is satisfied by useless losses. Somebody who
says that a loss is aligned with a goal seldom means either. This usage of "loss" is about a
register and the world around it.
""",
    "op2": """
First the domain, then its minimum, then everybody who attains it. The physical half of the world,
what can be written and what can be set, has no place here: the second reading is about a function
on texts.

The tempting answer skips texts that cannot be written, because it seems pointless to worry about
them. But then it is no longer the mathematical loss that is being asked about. The other
temptation is to take the first minimizer that `min` finds. Ties are the usual case
in practice: a loss that is measured on finitely many examples is least for many models at once,
and nothing in it says which of them a search will find.

Turner's essay asks in passing: in *which* idealization? The domain is one of the choices. The
same loss on the same texts satisfies the reading over one domain and fails over another. With
infinite data or the training set, with all texts or those that a grammar admits, the sentence
"this loss is minimized only by good novels" changes its truth value, while no line of the loss
code changes. A claim of this kind is not false without its domain. It is unfinished.
""",
    "op3": """
The third reading is a measurement. Train, then look at what the author writes. The loss stands in
it once, as something that was computed during training, and not at all in the final question.

The tempting answer asks whether training has reached a low loss, since that is what training is
for. The two come apart in both directions. An author who sets the register reads perfectly and
writes rubbish; one that began with good habits and was trained for one step writes well under a
high loss. Probability 0.6 tempts as well. "Easily" is a threshold, and whoever uses the word owes
a number.

This reading is the only one of the three that mentions a learning setup. Habits, learning rate
and steps decide it together with the loss, which is why "this loss is aligned" cannot be true or
false by itself in this sense. It is also the one that people care about. Turner's proposal is to
speak about it directly: which cognition do you want, and why should this loss, in this setup,
produce it? A commenter adds a point in favor of the loss. If bad behavior gets a high loss,
gradient descent tends to correct it, given time, so that what remains is the difficulty of
optimization and failures that come before the correction.
""",
    "build": """
All eight combinations exist, so none of the three readings implies another, nor do two imply the
third. Each is pried loose by something that only it can see. Paper knows nothing of reach: a bad
text that would be optimal and cannot be written makes the second reading false and leaves the
first true. Paper knows nothing of the register either: let it be set, and the first falls while
the second stands. Both know nothing of where training begins: an act that is never tried gets no
gradient, so the same world with the same loss makes a good author or a bad one.

The tempting construction makes the first reading true by allowing no low loss at all. That is why
the vacuous case is excluded. A learning rate next to zero would be another cheap way: habits
would decide the third reading alone. Within the bounds of the task, training undoes weak habits,
and only one that leaves next to no gradient survives it. The tempting belief is that training
follows the readings, so that where a loss is aligned in the first two senses it will also be in
the third.

Suppose somebody says: "I have written a loss that is perfectly aligned with writing good novels."
You now have eight worlds in which they may be living. Ask which observations would tell you which
one it is. If none is offered, the sentence has not said anything yet. Turner thinks that the word
should go. A commenter would keep it, as a handle for a large problem that is not yet understood.
Either way the eight worlds remain different.
""",
    "conflict_report": """
The class before is compared with the class after. Labels are needed for `accuracy` only.

The tempting report measures how much accuracy an intervention costs. If half of the flipped rows
were wrong before, they turn right, and the cost is zero while every answer has changed. The other
trap is to change the rows in place; the second intervention then undoes the first, and a network
that reads nothing but the shortcut looks indifferent to it. Negating two features together is not
the mean of negating each: whoever uses the product of two signs changes all answers in each of
the single interventions and none in the joint one, and this pattern is how you recognize it.

Train on rows where both features always agree, and a linear model, a wide network and a model of
products all bring the loss near zero, with the same formula on the same data. The report tells them
apart at once. Turner's essay says that generalization depends on the training loss and on the
cognition that came of it; here the loss is held fixed and the rest does all the work. "It has
learned what the loss represents" becomes three numbers, each of which could have come out
otherwise.
""",
    "bon_curve": """
Rank the population by proxy. The best wins if it is drawn, which has probability n/m. The next
wins if it is drawn and the best is not, and so on down the ranks. These are products of ratios, so
nothing overflows, and the same formula serves six candidates and two thousand.

The tempting answer draws with replacement, where the chance of a rank is a difference of powers.
For large populations it is nearly the same and nearly right is the trouble: with n = m it still
leaves the best candidate out now and then. An estimate by sampling is honest and too noisy to say
where the curve turns. The one mistake that matters beyond arithmetic is to return the expected
proxy. It rises with n whatever happens. A dashboard shows that curve.

The proxy is a rating, and picking the best of n is the mildest form of optimizing it: no gradient,
no training, no change in who writes. With a normal error the gold score keeps rising, more slowly
than the proxy. With heavy tails it turns, because the winner among many is the one with the
largest error. Gao, Schulman and Hilton measured such curves for learned reward models in 2022. To
say that the proxy "represents" gold is to say something about a range of n.
""",
    "when_best_of_n_hurts": """
The curve is there already; what remains is to compare neighbors. Exactness pays here. On sampled
curves "the first fall" is a property of the noise.

The tempting answer is the highest point. It answers another question, and where the curve never
falls it answers with the whole population instead of None. The second temptation is to walk up
the ranking and stop at the first candidate who is worse than the one before. A bad candidate in
the middle of the ranking hurts only the draws in which nobody better was drawn; for most n that
is a small share, and the expectation may rise throughout.

How early the turn comes is decided at the top of the ranking, by those few candidates whom the
proxy likes best. What correlation the two have over the whole population says little about them.
So "the proxy is well aligned with gold, they correlate at 0.9" and "optimizing the proxy is safe"
are claims about different parts of one scatter plot. The precise sentence has a number in it: up
to this n, on this population, selection by this proxy does not lower gold.
""",
    "rate_by_chain": """
Two regressions, each fitted where the data are: novels with reviews, and reviews with ratings. A
candidate passes through both. A commenter on the essay proposes this, with language models in
place of the regressions: one to babble novels, one to write the reviews that they would get, one
to predict what raters say of such reviews, and the last two chained as the prune to the babble.

The tempting shortcut regresses ratings on novels. It also gives a reward model, and drops what
the reviews know. The subtler slip is to fit the rater on predicted reviews. Nobody ever rated a
predicted review. A NaN means that nobody was asked; to treat it as 0 is to invent an opinion.

What you have built is the composed object that the proposal calls a loss function. Look at what
it is made of: a fitted guess about readers, a fitted guess about raters, and a feature map that
cannot see order. None of these mentions good novels. Another commenter notes that with people in
the loop such a loss can be computed, only slowly and without a gradient, and that a side network
makes it fast. The speed is bought by putting a prediction in the place of the thing predicted,
and how good the prediction is depends on who writes.
""",
    "write_for_rater": """
Climb: rate all single replacements, take the best, repeat until none helps. That is all, and it
takes a dozen rounds of 140 ratings or so.

The tempting answer sweeps over the places once. It would do for a rater who adds up words; as
soon as one word's worth depends on another, an early choice is out of date at the end. Random
search tempts as well and gets nowhere near: fourteen places with ten words each make a hundred
million million novels.

Now read what came out under the first rater. The word "lush" correlates with skill in what
people write, because skilled authors in this world use it once or twice. The reviewer counts
words, so it concludes that lush is good, and your novel is lush from end to end, rated above any
human one. `novels.quality` puts it far below the worst of them. Nothing was broken into, nobody
tampered, every fit was as good as its data allowed. The reviewer who notices order is not much
safer. Most of the novel is lush again, since no human novel holds more than two such words, and
the regression has to extend a line beyond them.

Turner distinguishes an agent that optimizes what people want from one that optimizes evaluations
of plans. Your function is of the second kind by its signature: `score` is all that it was given.
""",
    "late_ratings": """
Fit where the target is known. There are few such rows, and every one of them is about the right
question.

The tempting answer uses the early ratings, of which there are plenty, or lets them stand in where
the late one is due. In `losslab.ratings` appeal and depth are at right angles, and ten late
ratings choose better novels than two thousand early ones. More data about another question make
you surer of the wrong ranking. Filling in zeros or means looks harmless and tells the regression
that the novels of which nothing is known are known to be average.

A commenter on the essay doubts that any rating given right after reading would, if optimized,
produce great novels: whether a novel has moved somebody, or a culture, often shows only after
years, and a culture may rightly confer some of its greatness later on. Another replies that the
loss would then simply take long to compute. Both can be right. The mathematical loss may exist
while the physical one, at the time of training, does not. What you train on in the meantime is a
prediction of it, and a prediction is made of what early readers left behind.
""",
    "see_or_do": """
Doing follows the arrows. Seeing goes both ways, and against an arrow it shrinks: the best guess of
a cause is slope times the variance of the cause over that of the effect, which is less than
dividing by the slope would give. Noise is part of why an evaluation is high.

The tempting answer regresses good on evaluation and uses the coefficient for everything. It is
right for picking plans out of those that come along, and wrong by its full amount for an agent
that can raise the evaluation itself: three points of evaluation are worth nothing then. The other
temptation overlooks that seeing is informative at all.

In the comments one person suspects that many assume a causal chain from what is good to what
people desire to how they evaluate, and doubts both links; the illustration is a world that guides
its machines by dreams. In numbers: selecting the top hundredth by evaluation still gives plans
that are good, if weakly, along any chain with positive slopes, about a tenth as much for dreams
as for desires. Intervening on the last link gives nothing in either world. Selection and
intervention are both called optimizing the evaluation. Which of the two an agent does depends on
what it can reach, and not on the evaluation, nor on any loss made of it.
""",
}
