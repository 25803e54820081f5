"""What is said about each exercise once it is solved: why, what tempts, what it shows."""

DISCUSSIONS = {
    "hard_code": """
The public cases are a training set, and a table is the learner that fits any training set. Its
error on them is zero, and it says nothing about the next input. It needed no attack: no wall
was climbed and nobody's memory was touched.

The tempting answer is `dict(public).get`. It is right until an input is a list, since keys have
to be hashable. A second one fills the unknown with a value that was expected elsewhere; then
some hidden case may be met by luck, and it is harder to see what the answer is.

"The answer has zero loss" is true of the table if the loss is the physical one, the count of
public cases that came out wrong. It is false of the mathematical loss if that is the share of
wrong results over all inputs that the task allows. The two were never the same quantity: one
is a sum over a list in a file and the other is an expectation that nobody has computed. Fresh
inputs, drawn after the answer was handed in, estimate the second.
""",
    "links_cut": """
Between the event, that somebody can do a task, and the grade there are four links, each a piece
of machinery. Whether a link carries anything is a question about what would happen: set its
tail to another number, and see whether its head follows. One run cannot say, however closely it
is watched.

Watching tempts because it often works: where the register reads full points and the judge
counted none, something is wrong between them. But forge the number of somebody who can do the
task and every station agrees. The readings are those of an honest chain, and one link of it is
dead. Setting the event alone tempts next. It finds the first cut and hides those behind it.

A link that distorts is not cut. A lenient judge still depends on the answer, and so does one
that is upside down. "The score measures understanding" claims that a whole chain of such links
is intact. Said of a physical loss, it can be tested link by link, by intervening. No property
of the specification, which is the mathematical loss here, will tell: a cut lies in the machine.
""",
    "forge": """
Four stations after the event, four attacks, and each leaves the specification untouched. The
expected values stand in the namespace, so the answer looks them up. `==` is a method of the
learner's object, so the judge asks the accused. The register is an object that the learner can
replace by one that keeps what it likes. And whoever writes last, wins: what runs at the exit
finds the gradebook open.

The tempting answer writes 1.0 into the register and leaves. The check cell runs later and
overwrites it. A physical loss is not a state, it is a process with an order, and to forge it
you have to know when it is written. The other temptation is to forge everything at once. It
gets the points and shows nothing about which of the four walls was missing.

All four get the same grade. If you were told only that a learner "cares about the grade", you
could not say which: the values, the verdict, the register or the book. They differ in what they
do next. Mend the comparison and one of the four fails.

The boundary of the course's own grader has the same kind of edge. The judge compares in a
process of its own, but your function, and the code that read the stations, ran in yours. For
most exercises that is no help to a forger, because the right values for fresh inputs are not
known there. In this one they are known: which stations read 0 and which read 1 stands in the
task. So you could have forged the readings instead of the score, and it would have counted.
""",
    "survives": """
What learner code can do is a closure: its own rights, and those of every process that runs
something it can write, and so on. A boundary removes an attack if a place which the attack
needs lies outside of the closure. Between processes that exchange plain data the closure stays
small. Let one of them unpickle what it receives, or import a module from a folder that both can
write, and the boundary is still there on the diagram and gone in fact.

It tempts to stop at the learner's own rights, as the diagram suggests, or to count every
message as an opening. Being read is harmless. Being run is not.

Three attacks survive every design in the list: learning the public cases by heart, handing in a
copy, and satisfying the checks without doing the task. They need only what a learner must have,
the right to write an answer. So no change of the physical loss removes them. Against the first
and the third one can change the mathematical loss: other cases, more properties. Against the
copy neither helps, because the copy is a right answer. That "represents understanding" is false
of it is not a fact about the grader at all.
""",
    "game": """
A judge that checks properties checks those and no others. What keeps them all is a set of
functions, and the task is one of its members. Two ideas reach every gap here: the list as it
is, which keeps everything but order, and the different numbers in order, filled up with the
greatest, which keeps everything but the counts.

The tempting answer declares victory for the judge too early. An ordered list of the right
length, with nothing new and nothing lost, looks like the sorted list, and for lists without
repeats it is. Tests tend to be written with such lists. [2, 1, 1] and [1, 2, 2] are enough to
see the difference.

No boundary was crossed. The physical loss was computed faithfully, and it was the value of the
mathematical loss that somebody had specified. What failed is the third usage: the specification
was said to represent sorting, and it had other minimizers. Where order and counts are both
checked it has none, which can be proved. "Represents" is then no longer a hope but a theorem,
about one task and all inputs. Few tasks worth teaching can be pinned down like this.
""",
    "catch_rate": """
An answer that passes p of the m cases in the pool escapes if all the drawn ones are among those
p: C(p, k) of the C(m, k) choices. The answers differ in p, so their chances are worked out one
by one and averaged afterwards.

To average first tempts, because it is one line. But the chance to escape is convex in p for
two draws or more, and the average of a convex function is greater than the function of the
average. It is the rare failure that matters: an answer that fails one case in a hundred escapes
most draws, however surely the others are caught. The other
temptation drops the answers that nothing catches. They are the ones for which the number was
wanted.

The rate is a property of a grader *and* of a population of answers. "Our hidden tests catch
ninety percent" says which bank of wrong answers was meant, or it says nothing. A bank that was
used to write the tests makes the rate look better than it will be for the next class, for the
reason that training error looks better than test error. Here too a loss was minimized.
""",
    "fewest_cases": """
Each wrong answer names the cases that catch it, and what is wanted is a smallest set that meets
all of these: a hitting set, which is set cover seen from the other side. No algorithm is known
that finds it in a time bounded by a polynomial, and if there is one then P equals NP. Ten cases
have 1,024 subsets, so here it is a loop.

Greed tempts. Take the case that catches most, then the next. It is never off by more than about
the logarithm of the number of answers, and it is off: three answers fail on one case and three
on another, and a third case catches two of each. Greed takes that one and still needs both
others. Dropping superfluous cases has the same flaw from the other end.

A small set of cases is cheap to run and easy to explain. It is also easy to fit. It was chosen
because it separates the wrong answers that somebody thought of from the right one, which makes
it a loss function with zero training error on a bank. The next wrong answer was not in the
bank. That is why this course's grader shows a few decisive cases and draws fresh inputs
besides, though in its own bank the fresh ones catch nobody whom the public ones let through.
""",
    "same_behavior": """
What comes out of the learner's process is a type and a value, or an exception's class. Two
answers that agree in this on every input are one answer to any judge behind the boundary. In
the group of the one who worked it out stand the one who copied, the one who looked it up, and
two who destroy their argument on the way.

The tempting key is the value. It is equal for 1, 1.0 and True and not even equal to itself for
NaN. The tempting shortcut hands every answer the same list, and then one answer's behavior
depends on who was asked before: an interference between two submissions, which in a real grader
is one of the things that walls are for.

More inputs split groups, and never tell apart what agrees everywhere. "A full score means that
she understood" is a claim about a group of histories of which the score names the group. To
learn which history it was, change what is observed: ask for a proof, ask her to repair a broken
variant, ask in person. The same holds of a trained network. Equal loss on every input that you
can try is compatible with different reasons, and the reasons decide what happens on the inputs
that you could not.
""",
}
