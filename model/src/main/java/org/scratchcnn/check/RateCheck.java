package org.scratchcnn.check;

import static org.scratchcnn.check.Check.Subject.RATE;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.scratchcnn.engine.Batch;

/** Whether the first steps at the given learning rate make the loss smaller. */
final class RateCheck {

    private static final int SAMPLES = 32;
    private static final int STEPS = 20;

    /** Of what it was, or of that of guessing. */
    private static final double BLOWN_UP = 2;

    /** A loss that falls by less does not move. */
    private static final double STANDS_STILL = 1e-3;

    /** One that falls by more, does. */
    private static final double FALLS = 1e-2;

    /** A loss of such a share of guessing's has no way to fall. */
    private static final double LEARNED = 0.05;

    private final Checkup checkup;
    private final Batch batch;
    private final double guessing;

    private RateCheck(Checkup checkup) {
        this.checkup = checkup;
        this.batch = checkup.batch(SAMPLES);
        this.guessing = checkup.lossOfKnowingNothing(batch);
    }

    /**
     * How the loss of one batch went.
     *
     * @param most NaN if one was not finite
     */
    private record Course(double first, double last, double most) {}

    static Check run(Checkup checkup) {
        return new RateCheck(checkup).run();
    }

    private Check run() {
        double rate = checkup.optimizer().learningRate();
        var course = course(rate);
        var found = String.format(
                Locale.ROOT,
                "%d steps on one batch at %s bring the loss from %.3g to %.3g",
                STEPS,
                Checkup.plain(rate),
                course.first(),
                course.last());
        if (blowsUp(course)) {
            if (course.most() > course.last()) {
                found += String.format(Locale.ROOT, ", %.3g on the way", course.most());
            }
            var smaller = working(rate, 0.1, 0.01, 0.001);
            return smaller.isPresent()
                    ? Check.fault(RATE, "", "%s: the rate is too large; %s works.", found, smaller.get())
                    : Check.fault(
                            RATE, "", "%s, and smaller rates do no better: put right what other checks found.", found);
        }
        if (fall(course) < STANDS_STILL && course.first() > LEARNED * guessing) {
            var larger = working(rate, 10, 100, 1000, 10_000);
            return larger.isPresent()
                    ? Check.warning(RATE, "", "%s: the rate is small; try %s.", found, larger.get())
                    : Check.warning(
                            RATE, "", "%s, and larger rates do no better: put right what other checks found.", found);
        }
        return Check.fine(RATE, "%s.", found);
    }

    /** The first of some multiples of a rate that makes the loss smaller. */
    private Optional<String> working(double rate, double... factors) {
        return DoubleStream.of(factors)
                .map(factor -> rate * factor)
                .filter(other -> {
                    var course = course(other);
                    return !blowsUp(course) && fall(course) > FALLS;
                })
                .mapToObj(Checkup::plain)
                .findFirst();
    }

    private static double fall(Course course) {
        return 1 - course.last() / course.first();
    }

    private boolean blowsUp(Course course) {
        return !(course.most() <= BLOWN_UP * Math.max(course.first(), guessing));
    }

    private Course course(double rate) {
        try (var session = checkup.open(checkup.optimizer().withLearningRate(rate), batch.size())) {
            double first = session.step(batch);
            double last = first;
            double most = first;
            for (int step = 0; step < STEPS; step++) {
                last = session.step(batch);
                most = Math.max(most, last);
            }
            return new Course(first, last, Double.isFinite(most) ? most : Double.NaN);
        }
    }
}
