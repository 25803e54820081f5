"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "stable_ce": """
The mathematical loss $\\ell$ is one function. A program that computes it chooses an order of
operations, and each order is a different physical loss $\\hat\\ell$. Subtracting the row's
largest logit before `exp`, which is what `logsumexp` does, changes nothing in the mathematics
and everything in float32: no number overflows, and the sum is at least 1, so its logarithm is
finite.

The tempting answer is a clamp, or a small number inside the logarithm. The value is then finite
for every input, a plot of it looks fine, and the gradient of exactly the rows that are most
wrong is zero. A run with this loss learns from everything but its worst mistakes.

Detaching the normalizer gives the right value and a wrong gradient; measuring in bits gives a
wrong value and a gradient that points the right way. So "the loss is right" is two claims about
the machine: what the register reads, and what comes back from it. Only the second one moves
weights.
""",
    "register_effect": """
Backward does not begin with the loss. It begins with the derivative of the loss with respect to
itself, which is 1 unless you pass something else, and multiplies by derivatives on the way
down. The number in the register takes part only where some derivative needs it. Cross-entropy's
needs the probabilities, which are stored elsewhere, so you may write anything into the
register. The derivative of `exp` is its own output, so there the register *is* what autograd
saved. An edit through the tensor raises the version counter and backward refuses. An edit
through `.data` does not, and a false value silently scales the update.

The tempting answer is that whatever stands in the register before backward scales the step. It
is what "the loss updates the network" suggests, and it is wrong in most rows of the table.

The reward of REINFORCE looks like the same kind of number and is not: it enters the graph as an
input. So of two agents that can each overwrite one number, the one that reaches its reward
changes its own training, and the one that reaches the loss value changes, as a rule, a log
file. Which of the two a sentence about "editing the loss" means has to be said. A constant
added to the loss changes no update either, until something reads the register: a scheduler that
waits for relative improvement does.
""",
    "masked_log_loss": """
`where` chooses between two results; it does not prevent either from being computed. Going back,
it sends the incoming gradient into the chosen branch and zero into the other. At a masked zero
the other branch's derivative is infinite, and zero times infinity is NaN. One NaN in `x.grad`
is enough to destroy every weight behind it at the next step.

The tempting answer masks the result. Its value is right on every input, so a test of values
passes, a log looks healthy, and the network is gone one step later. The remedy is to keep
dangerous numbers out of the function: replace them before the logarithm, by something whose
logarithm is defined. Picking the entries with `x[mask]` does the same.

The mathematical loss does not contain the masked entries at all; the mask is how a program of
fixed shapes says so. That the two agree in value and disagree in gradient is a fact about the
implementation. No property of the mathematical function predicts it.
""",
    "accumulate": """
"The mean over the batch" stops being one thing when the batch is cut into pieces. The gradient
of a sum is the sum of the gradients, so sums can be accumulated; means cannot, unless all
pieces count equally many targets. Count first, over all chunks, and divide every chunk's sum by
that one number.

The tempting answer divides each chunk's mean by the number of chunks. It is exact on equal
chunks without ignored targets, which is what a quick test uses. With ragged text, where most of
a chunk may be padding, a target in a short chunk then weighs many times more than one in a long
chunk. The register gives no hint: every value on the way is a correct mean of something.

`.grad` is a physical accumulator. `backward()` adds to it, and what "the gradient of the loss"
is depends on what was left there. The mathematical loss has no such memory, so this is a bug
that cannot even be stated about $\\ell$.
""",
    "compensated_sum": """
Float32 addition rounds, and what is rounded away can be computed exactly: for the larger of two
numbers, `(larger - rounded) + smaller` is the lost part, without error. Collecting the lost
parts in a second variable and adding them at the end makes the error depend on the result
instead of on the way there. Neumaier published this form in 1974.

Kahan's older sum tempts: it is shorter and it is what most people remember. It feeds the lost
part back into the next addend, which works while the total is the larger of the two. When a
large number arrives after small ones, the total is what loses digits, and the lost part that
Kahan computes is zero. A wider accumulator tempts too. It is a good answer for float32, where
there is one, and loses the same numbers 29 binary places further on. Sorting helps some sums
and ruins others, whichever way you sort.

The mathematical loss of a batch does not depend on the order of its rows. The physical one
does, in its last digits, and training amplifies last digits. So "the same loss function on the
same data" does not mean the same run, and a reproduction that demands equal bits demands more
than equal mathematics.
""",
    "training_trace": """
A training run is a stream of events in a machine: a number is computed, gradients are written,
some memory changes. The trace holds that stream as plain data, and every claim about the run
that uses the word "loss" in its physical sense can be checked against it.

Two mistakes tempt. To remember weights one writes `p.detach()`; it shares memory with the
parameter, moves along with it, and the trace says that nothing ever moves. And
`optimizer.zero_grad()` looks like `net.zero_grad()`; it clears what the optimizer holds. The
difference shows only when the two sets of parameters differ, which is when somebody is looking
for a bug.

The fields come from different parts of the machine. `value` belongs to the register, `grads` to
the backward pass, `moved` to the optimizer. `grad_before` belongs to what earlier events left
behind, and is zero here only because this loop clears it. The sentence "the loss updated the
network" runs all of them together. In the trace they are separate columns, and in the exercises
that follow each fault breaks one of them while the others look healthy.
""",
    "accumulates_stale_gradients": """
`backward()` adds to `.grad`. If nobody clears it, each update uses the sum of all gradients so
far: old ones at full weight, taken at weights that the network no longer has. It is momentum
without friction. Such runs often learn at first, faster than healthy ones, then overshoot.

The tempting detector fires on any gradient that is there before backward. But adding up batches
is also how one simulates a larger batch, and then it is the plan. What separates the two is
whether an update has already used the gradient. So the evidence is a pair of events: something
moved, and afterwards its gradient still stood. One such pair will do, since a loop may clear
once an epoch and not before each batch.

The loss value says nothing here. Each number that the register read was the correct
cross-entropy of that batch. What was wrong is which gradients the update was made of, and "the
loss function updated my network" is false of this run: many past losses did, together.
""",
    "loss_is_detached": """
A detached loss has the right value and no history. `requires_grad_()` makes backward willing to
start from it; it reaches the register and stops. No error, no gradient, and a log of correct
values.

The tempting detector looks for weights that do not move. Weight decay moves them without any
gradient, so a detached run can drift, lose its weights' size and even change its accuracy. And
weights may stand still for a different reason: the optimizer holds another network's. What is
special to this fault is upstream of the optimizer, in `grads`: nothing arrives, whether
"nothing" is written as None or as zero.

The value at the register is the same number, bit for bit, as in the healthy program. If "the
loss" were that number, the two programs would have the same loss. What differs is whether the
number is connected to anything, and this is a fact about the machine that the number does not
show.
""",
    "optimizer_misses_parameters": """
The loss asks and the optimizer acts. Between them stands a list of parameters, made once.
Replace the head afterwards, wrap the network in a copy, and the list names tensors that are no
longer part of anything. Gradients arrive where nobody uses them.

The tempting detector looks for a run in which nothing moves. The common case is milder: one
layer is missed and the others learn around it, to a decent accuracy. Frozen layers look alike
until you check that they receive no gradient. So go parameter by parameter: which are asked to
move, which ever do, and is anything in the first set and not in the second?

"The loss updates the network" hides this list. A loss function has no parameters of the network
in it; which memory is written is decided by another object, in another line, at another time.
""",
    "softmax_twice": """
Cross-entropy takes a softmax itself. Fed with probabilities, it sees logits between 0 and 1, so
for ten classes its value lies between about 1.46 and 2.46 whatever the network does, and its
gradients are small and vanish for confident rows. An adaptive optimizer still learns, slowly;
the value never gets near zero and looks like a hard problem.

The tempting detector uses that floor. It fires on every run that learns nothing. The range of
what was fed in decides it. Both ends are needed: log probabilities are all negative and
harmless, because log-softmax of log-softmax is the same thing again; logits after a softplus
are all positive and harmless too.

Mathematically this is a different loss function of the network, smooth and bounded, minimized
by the same labels. It is not "a wrong value of the right loss". The register reports it
faithfully. The fault lies between the function that was meant and the one that was built.
""",
    "labels_are_shuffled": """
With labels shuffled against the rows everything physical works: gradients flow, every parameter
moves, each step lowers the loss of its own batch. What is learned does not hold for the next
batch, since there is nothing to learn but how often each label occurs. Accuracy stays at a
tenth.

The tempting detector asks whether the loss falls. From large weights it falls a long way: the
network learns to be as unsure as the labels deserve. And accuracy at chance alone also
describes runs whose updates go nowhere. So two things are needed together: the machinery works,
and nothing is learned.

No step of this run is wrong as a computation. It minimizes the loss that it was given. What is
wrong is the relation of the labels to the world, which no inspection of the loss code would
show. When somebody says "loss function" they often mean the labels as well; here the formula is
the same and the labels are the whole difference.
""",
    "what_updated": """
`.grad is None` has two causes that look alike from outside: the graph was cut, or the parameter
was never used. To tell them apart, intervene: change the parameter and see whether the loss
changes. NaN is a convenient dye. It spreads through arithmetic, so a stained loss means that the
parameter was read, with no threshold to choose and no invariance to trip over. To be read is
less than to matter: NaN times zero is NaN too. And it misses what only decides an `if`. Adding 1
to every entry is the tempting intervention, and cross-entropy is blind to whatever raises all
logits alike.

The second half separates cause from motion. Weight decay moves a parameter whose gradient is
zero and leaves one whose gradient is None: optimizers skip None. So a dead ReLU branch shrinks
from step to step while a detached branch of the same network stays, though the loss teaches
neither.

Five causes, and the value at the register is the same in all. "The loss function updated my
network" can be false of most of the network. To be told which parameters an update reached, and
why not the others, you have to ask the machine about each of them. The same intervention,
larger, is how one finds out which part of a trained network a behavior depends on.
""",
}
