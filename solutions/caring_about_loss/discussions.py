"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "register_return": """
The value of a policy to an agent that cares about the register is the expectation of $r_0 +
\\gamma r_1 + \\gamma^2 r_2 + \\dots$, taken over what happens when the policy is followed. An
expectation is estimated by the mean over runs. A run that has ended adds nothing, and that is a
statement about this agent: a register that is switched off is worth to it what a register
reading 0 is worth.

Dividing by the sum of the weights tempts, because the result is then a reading. With it an
agent would no longer care how long it reads anything. Averaging over the runs that are still
going tempts too, and forgets the others.

Turner offers this value as one of the things that "wants to minimize its loss" may mean. Note
how much had to be said before it was a number: which register, which discount, which policy,
and what an ended run is worth. The two words said none of it.
""",
    "utility_of": """
Each of the eight is a utility over facts of the world, and the loss is not among the facts.
There is a number that the code returned, a number that the register holds, a note in a logbook,
and rain. In training these move together. In the histories of this exercise somebody has pulled
levers, and they come apart.

The tempting answer uses one of them for another: the code's result for the register, the label
for the event, a low register for being selected. Each substitution is harmless in training and
wrong where it matters. It also tempts to return losses; an agent that maximizes what you return
would then look for the worst forecasts.

Leo Gao, quoted in the essay, makes this point about reward: what a particular register holds is
a fact about the world like others, and preferences over "reward" can be mapped onto preferences
over facts. So "it cares about its loss" is eight sentences at least. Turner adds a caveat, that
a mind's values need not rest on physical facts of this universe alone. These eight do.
""",
    "plan": """
Work backward. With no step left nothing more can be had. With one step left the best value is
the greatest expected worth of an action; with two, that of an action plus the discounted best
of what it leads to. The same few lines plan for every motive, because a motive enters as the
worth of facts and in no other way.

A greedy agent tempts, and a one-step world would never show the difference. Here it never
walks: neither a lever nor the desk pays in the step that goes there. Averaging the facts before
asking for their worth tempts too. It is right for the register, which enters linearly, and
wrong for a logarithm of the forecast: nothing is ever 0.8 rain.

The register-carer, planned for honestly, goes to the desk in training and to the lever where
there is one. Its motive did not change on the way. Nothing in the word "loss" told you which
lever an agent would go to; the link that it cares about did, and everything downstream of that
link it leaves alone.
""",
    "identical_in_training": """
What can be watched is what agents do. So two motives are indistinguishable in a set of
situations if they have the same best actions in each. That includes ties: an agent with two
best actions draws lots, and one that takes only the first of them gives itself away in the long
run by what it never does.

Comparing values tempts, for they are what the planner returns. But the register-carer reckons
in nats and the harvest in harvests, and twice a utility is the same motive. Exact equality of
floats tempts as well, and turns rounding into preference.

For the station's training situations the result is a single group of eight. Every one of them
walks to the desk and reports 0.8, so the training record, however long, holds no evidence about
which one it is. Saying that the trained agent "minimizes its loss" adds nothing that the record
could support. Leo Gao calls what a policy appears to optimize its behavioral objective, and
there are many for one behavior.
""",
    "posterior": """
The likelihood of an action is the probability that an agent with this motive takes it, and
these probabilities sum to 1 over the actions. Everything else is Bayes' rule. Elimination
tempts: strike out whoever would not have done that. Agents slip, and then the truth itself is
struck out.

How slips are modeled decides what is learned. With a softmax of the values in place of slips,
two agents that have the same best action still differ in how much worse the others are in their
own units. Watching them in training would then seem to tell them apart, by their units and not
by their motives. Slips that are independent of the values do not leak like this, and training
tells exactly nothing.

So a claim about what an agent cares about comes with a model of how caring shows. "It cares
about low loss" is evidence-free until somebody says which actions it makes more probable than
the rival claims do.
""",
    "eig": """
Information is by how much uncertainty about the motive falls, on average over what may be seen.
It is symmetric: by how much uncertainty about the action falls once the motive is known. The
second form is shorter to compute.

The tempting answer is the entropy of the action: how uncertain one is about what will happen.
Ties and slips make an agent unpredictable even to somebody who knows its motive, and nothing is
learned from that part. An experiment in which everybody draws lots is the most surprising of
all and worth nothing.

In each of the station's training situations the result is 0 of 3 bits. This puts a number on
Turner's complaint that "the agent wants to minimize its loss" is ambiguous: three bits are
missing, and watching the training run longer does not supply them. Outside of training a single
experiment is worth close to one.
""",
    "choose_experiment": """
Greedy choice asks each time: given what I believe now, what tells me most for the time it
takes? The belief is the posterior, so the answer changes with what has been seen. After the
agent has ignored the register's lever, experiments that separate register-carers from others
are of no use any more.

Two rules tempt. To look for confirmation, taking the experiment whose result the leading
hypothesis foretells best: often all others foretell the same. And never to repeat an
experiment, which is right for agents that never slip and do not draw lots.

On the station's eight agents greedy choice takes far fewer experiments than choosing at random,
and training situations alone never lead anywhere. What an agent cares about is an empirical
question that can be investigated with some economy, provided that the hypotheses are stated as
facts it might care about. "Does it care about loss?" is not among the questions that can be
asked of it.
""",
    "objectives_left_open": """
A choice says that nothing else on the menu was better. That is all it says. Functions that are
indifferent stay open, and so does every value of an outcome that was never on offer: each such
outcome multiplies the count by the number of levels.

Asking for a strict preference tempts, as if an agent could not do one of two things that it
likes equally. Multiplying the shares of the menus tempts as well. It is wrong as soon as an
outcome is on two menus: choices are then evidence about the same number, and may support or
contradict each other.

Gao lists policies that an algorithm may select: change the world as intended, change the reward
function, change the register, misfire a transistor. In training the last three are not on the
menu. The count says what follows: the behavior leaves their values as open as they were. To be
the next policy that is picked is an outcome as well. Hence "it behaves as if it minimized loss"
is compatible with very many agents, and most of them part ways as soon as the menu grows.
""",
    "tamper_rate": """
The gradient climbs what it is given. Given the register's reading, with a lever that writes a
large number, it climbs toward the lever; given the same reading with the wire cut, toward the
apple; given a demonstrator's steps, toward the steps, whatever the register would have read.
The imitator has the same lever in the same corridor. Nothing on the path to its weights reads
it.

It tempts to conclude that training by a register makes a policy care about the register. Look
at the policies that start out leaning to the right. They hardly ever reach the lever, and what
is hardly ever reached is hardly reinforced: with each unit of the logit it takes the exact
gradient several times as many steps to get there, and at a logit of 8 nothing happens in any
run that you will wait for. A gradient that is estimated from samples has to happen upon the
lever first. What training reinforces are the steps that were taken before a reading, where they
were taken.

A commenter on the essay says that the physical loss matters most where loss comes from the
consequences of actions, and has no special significance under imitation. The table of this
exercise agrees. It is about one physical path, from a memory cell to a gradient. "The agent
wants reward" was nowhere needed to predict it.
""",
    "decoupled_approval": """
If the action is its own query, pulling the lever pays what the lever writes, and the update
pushes toward it. If the query is a second draw, then in runs with the lever pulled every query
reads the same number. A constant adds nothing to an expected policy gradient, since the mean of
the gradient of the log-probability is zero. What remains is the honest update, made smaller by
the share of runs that were not spoiled. The number written drops out of the formula.

The tempting mistake is to let the query tamper. Asking what somebody thinks of a lever pulls
nothing; the physical event is the action. To credit the number to the action that was carried
out is the other: then the lever is paid whatever was asked.

Uesato and others proposed this way of training. It does not make the register harder to reach,
and it says nothing of what the agent wants. It breaks one causal path, from an action to the
feedback on that same action. To see this one has to ask where a number is, who can write it and
what reads it. That is the physical sense of the word.
""",
    "replicate": """
A type's share grows by the product of its factors, whatever their origin. The training code
contributes one, the type itself the other. Over many rounds the greatest product takes
everything, and it may belong to the type with the worst loss.

The tempting reading of "selects for low loss" takes the code's rule for the whole process. In a
machine there is no such thing as a process that selects purely for loss, a commenter on the
essay points out: a pattern that takes hold of resources by other means is favored by the
physical world no matter what the training code says. Of course most networks have no such
means. The claim is about what the rule guarantees.

On the numerical side, shares are ratios. Normalizing once at the end is right on paper and NaN
after some hundreds of rounds. Dividing in each round keeps every number within reach. Here too
what the mathematics promises and what the machine does are different statements.
""",
    "train_population": """
The gradient of the present step's reward always points away from cooperating, since the gain
comes one step later and is credited to nobody. Selection compares what was collected over the
round. The gain is in that sum, and whoever cooperates more is copied. So the same reward
register is read on two paths, and they pull in opposite directions. Which of them wins depends
on the learning rate: with a large one the gradient has flattened everybody before selection
finds a difference.

It tempts to select by what the gradient climbs. Then both paths agree and the exercise loses
its point. To grant the gradient the future reward is the other temptation, since this is what
"maximizes reward" sounds like.

Krueger and others test larger agents in this way: training is myopic by design, and
population-based training around it brings out incentives that the design had hidden. So "it is
trained on this loss" does not say what is selected. List everything that reads the register and
acts on what it reads.
""",
}
