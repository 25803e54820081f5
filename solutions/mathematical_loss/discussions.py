"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "risks": """
Both risks are means of one and the same loss. The population risk weighs each case by its
probability, the empirical risk by how often it was observed. In a world of four cases the first
is a finite sum, and you can look at it. In any world that matters nobody can.

The tempting slip is a third number: the expected loss under the prediction's own probabilities.
It is what the model thinks it will lose, it can be computed without any labels, and it is zero
for a model that is certain and wrong. Another is to count different cases instead of
observations.

"The loss is 0.4" can mean either risk. A theorem of learning theory is a statement about the two
and the distance between them; a training log holds a third thing, a float32 near the empirical
risk of one batch. When somebody proves something of "the loss", ask which one stands in the
theorem.
""",
    "ce_decompose": """
Cross-entropy is the entropy of the world plus the divergence of the model from it. The first part
no model can avoid. The second is zero for the model q = p and positive for every other. So
cross-entropy is lowest at the truth, and even there it is zero only if the world leaves no doubt.

Zeros are where a formula becomes a program. A label that never occurs is not part of an
expectation under p; that p log p is taken as 0 there is what expectation means, and no trick. A
label that occurs and has been ruled out costs infinitely much, and a clamp that prints 27.6
instead reports the clamp. It tempts because a finite number looks healthier than an infinite one.

The split also shows how little a value of the loss says alone. Two nats may be a perfect model of
a noisy world or a bad model of a quiet one. Cross-entropy and divergence are different
mathematical losses with different values; as p is fixed during training they have the same
minimizer, and the same gradient at every point. "Which loss did you use" has two answers there
that no weight of the network could tell apart.
""",
    "best_report": """
A loss makes one report the best for each belief, and this report need not be the belief. Brier's
rule and the logarithm ask for p itself. Focal loss with γ = 2 asks a forecaster who believes in
0.05 to say about 0.25. Label smoothing asks for 0.095, and the absolute error for 0. None of
these losses is broken. Each is minimized by something else than one is used to.

The tempting search walks downhill, or solves for a derivative of zero. Both build in an
assumption about the shape of the loss. The expected absolute error is a straight line, and the
clipped logarithm has two valleys, where a search stops in the first one it meets. Trying every
report needs no assumption, and in one dimension it costs nothing.

A network that minimizes its expected focal loss perfectly will report probabilities that are
wrong, in a direction which you can work out beforehand on paper. Somebody who says "it was
trained to predict the labels" has not said enough to know what its outputs mean.
""",
    "is_proper": """
"Strictly proper" is a statement about all p at once, so one counterexample refutes it, and a
search on a grid is good at finding one. It never proves the opposite: what has passed a hundred
values of p might fail between them. The proof that Brier's rule is proper is one line, since
p(1-q)² + (1-p)q² = (q-p)² + p(1-p), and the general theorem is due to Savage: strictly proper
rules are those that come from a strictly convex function, through its tangents.

Trying p = 0.5 alone is the tempting test. Symmetry makes it pass for focal loss and label
smoothing. Values in the middle pass a clipped logarithm, which goes wrong for rare events only. A
derivative of zero at q = p holds for a reward that is used as a penalty: there honesty is the
worst report of all.

Whether honesty pays is decided by the mathematical loss alone, and here the word is used as
precisely as it can be: a function, a quantifier, a claim that can be refuted. It says what an
ideal minimizer would report. What a network trained with this loss reports is another claim,
about another object.
""",
    "curvature": """
All strictly proper rules have the same minimizer, the truth. They differ in what it costs to miss
it. The expected penalty of a small error e is above its minimum by half the curvature times e²,
and the curvature is a function of p: 1/(p(1-p)) for the logarithm, 2 for Brier's rule. At p = 0.5
the logarithm is twice as steep, at p = 0.02 it is 25.5 times as steep.

A step that is too small tempts, since derivatives are limits. In floats they are not: what is
rounded at 1e-16 is divided by the square of the step. And moving p along with q gives the
curvature of the *least* penalty, which is the same number with a minus sign; it is Savage's
convex function seen from below.

So "both losses are minimized by the truth" does not make them exchangeable. A network that cannot
represent the truth has to err somewhere, and the curvature decides where. Brier's rule charges no
more for an error on rare events than elsewhere; the logarithm does. A sentence that names a loss
by its minimizer leaves out everything that happens before the minimum is reached, and in practice
it is never reached.
""",
    "risk_bound": """
Hoeffding's theorem speaks of one hypothesis that was fixed before the sample was drawn. Training
chooses a hypothesis because of its record on the sample, and of the best of many records the
theorem says nothing. The union bound buys the choice: each of K hypotheses gets delta/K, and K
enters as log K.

The single bound tempts because the winner, once chosen, is one hypothesis too. When it was fixed
is not visible in it. A bound for both directions, or for each error its own root, holds as well
and gives away what it need not.

All networks that a machine can hold are a finite class: 100 float32 parameters make 2**3200 of
them. The bound then needs n in the tens of thousands and says something. For a million parameters
it needs n in the hundreds of millions. This is how far "it was selected for a low loss, so expect
a low loss" is a theorem: about the same distribution, and about a class that was counted
beforehand. A commenter on the essay calls broad low loss prima facie evidence of low loss
elsewhere. "Elsewhere" is another distribution, and there this theorem is silent.
""",
    "violation_rates": """
One table of failures, read in three ways. Of hypothesis 0, named in advance, the bound fails as
rarely as Hoeffding promises. Of the winner it fails far more often. Of *some* hypothesis it fails
most often of all, and this is the event that a union bound controls: if it keeps `any` below
delta, it keeps whatever is selected below delta too, by whatever method the selection is made.

The tempting reading looks up one column for the winner of all experiments, or compares the
winning record with the average risk. Both forget that each experiment has its own winner. With
coin flippers, who are all equally bad, this makes no difference to the risk and all the
difference to the record: the best of a thousand is right about 66 times in a hundred.

A theorem about ℓ is about certain objects: a distribution, a hypothesis, a sample, in a certain
order of quantifiers. "The bound holds" is true of one reading of this table and false of another.
Testing it where hypotheses are good or the margin generous will pass bounds that are too tight;
coin flippers are the worst case, and the worst case is what a bound is for.
""",
    "gradient_cosine": """
KL and cross-entropy on the same labels differ by the labels' own entropy. It does not depend on
the logits, so the values differ and the gradients are identical. Cross-entropy and squared error
on the same labels pull in directions that are often close. The same cross-entropy on other labels
mostly pulls somewhere else. Over random logits and labels in doubt the first cosine is 0.88 on
average and the second 0.51; where logits are confident and labels are not in doubt, 0.63 and
0.35.

A cosine row by row tempts, and answers another question: an update adds all rows up first, and
confident mistakes count for more. Gradients with respect to probabilities tempt too. They leave
out the softmax, which is where squared error loses its grip on confident mistakes.

A comment under the essay says that "loss function" often means the labels: nobody who looks for
"an aligned loss function" hopes to find it by moving from one of these formulas to the other. The
cosines point the same way. When the word is used for the formula and for the labels in one
sentence, the part that decides what is learned is usually the one that has no name of its own.
""",
    "where_after": """
One step multiplies the distance from the minimum by the matrix I - rate·H. After t steps it has
been multiplied by the t-th power, which eigenvectors turn into powers of numbers. So the place
after a billion steps takes no longer to compute than the place after one.

The tempting answer is that after so many steps one has surely arrived. Along an eigenvalue of
1e-9 and a rate of 1, a billion steps cover 63 percent of the way. Along an eigenvalue of 0 they
cover none of it: every point of that line is a minimum, and which of them is reached was decided
by where the run began. The exponential, the path of infinitely small steps, tempts as well. It
misses what large steps do, jumping from one side of the valley to the other.

Two losses may have one and the same minimizer and lead to different places at every step that
anybody will ever take. So a claim about the minimum of ℓ is not a claim about a trained network.
From the first to the second it takes the curvature, the start, the rate and the number of steps.
A commenter on the essay expects SGD to correct what gets a high loss, given enough time. How much
is enough can be computed here, and it can be longer than anybody has.
""",
    "enclosure": """
The ideal loss of these logits is a real number. By the Lindemann-Weierstrass theorem it is not
rational, so no float is equal to it, and yet a program can say with certainty where it lies.
`decimal` promises that its `exp` and `ln` are correctly rounded, so with 200 digits the error of
the whole computation is known and tiny. Rounding to the nearest float64 may go up or down, and
the neighbors on both sides are safe whichever way it went.

The tempting answers fail at opposite ends. Float64 with its formula as usual is accurate where
the loss is large and has lost all digits where the right class is far ahead. The default 28
digits of `decimal` do better and lose them later, since 1 + 1e-44 is 1 there. And a float is not
an interval, however accurate: of a number that no float equals, both ends being the same float is
always false.

This is what the ideal and its shadow come to. On one side is ℓ, a function of real numbers, which
can be pinned down as tightly as one likes. On the other side is a register that reads one
float32, and for logits 100 apart it reads exactly 0, a value that ℓ never takes. The distance
between the two is now something that you can compute and bound, logit by logit, instead of a
manner of speaking.
""",
}
