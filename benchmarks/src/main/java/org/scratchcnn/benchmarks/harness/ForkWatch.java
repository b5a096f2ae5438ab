package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.contention.ContentionRules;
import org.scratchcnn.benchmarks.contention.SampleWatch;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkListener;
import org.scratchcnn.worker.record.Microbenchmark;

/** Watches the machine while forks of microbenchmarks are taken, and has those that are contended taken again. */
final class ForkWatch implements MicrobenchmarkListener {

    private final boolean repeats;
    private final SampleWatch watch;
    private final Course course;
    private final ComparisonListener listener;
    private @Nullable SampleAttempts fork;
    private long started;

    /**
     * A watch over a set.
     *
     * @param repeats whether anything is taken again
     */
    ForkWatch(boolean repeats, SampleWatch watch, Course course, ComparisonListener listener) {
        this.repeats = repeats;
        this.watch = watch;
        this.course = course;
        this.listener = listener;
    }

    @Override
    public void started(Progress progress) {
        if (fork == null) {
            listener.microbenchmarkStarted(progress);
            fork = new SampleAttempts(
                    "%s, fork %d of %d".formatted(progress.title(), progress.fork(), progress.forks()), null);
        }
        watch.begin();
        started = System.nanoTime();
    }

    @Override
    public void failed(List<String> benchmarks, String why) {
        listener.microbenchmarksFailed(benchmarks, why);
    }

    @Override
    public OptionalInt attempted(Progress progress, boolean failed) {
        double seconds = (System.nanoTime() - started) / 1e9;
        var taken = Objects.requireNonNull(fork, "started before");
        if (taken.all().isEmpty()) {
            course.begin(taken);
        }
        var attempt = watch.end(progress.threads(), course.runs());
        taken.add(attempt, seconds);
        boolean again = attempt.contended() && !failed && repeats && course.allowsRepetition();
        if (attempt.contended()) {
            listener.contended(attempt.contention(), again);
        }
        if (again) {
            return OptionalInt.empty();
        }
        int kept = ContentionRules.kept(taken.all());
        course.end(taken.conditions(kept));
        fork = null;
        return OptionalInt.of(kept);
    }

    @Override
    public void finished(List<Microbenchmark> soFar) throws IOException {
        course.keep(soFar);
        course.write(false);
    }
}
