package org.scratchcnn.reports.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.Scaling;
import org.scratchcnn.reports.suite.Scaling.Dimension;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * How the time of a training step grows along one dimension.
 *
 * @param points that were measured, ascending
 */
public record ScalingResult(Dimension dimension, List<Point> points) {

    public ScalingResult {
        points = List.copyOf(points);
    }

    /**
     * A place along the dimension.
     *
     * @param batchSize of a step
     * @param imageFlops nominal operations of a step for one image
     * @param lanes floats in a vector; absent where there were no vectors
     * @param step milliseconds
     */
    public record Point(int value, int batchSize, long imageFlops, OptionalInt lanes, SamplesByStart step) {

        /** Microseconds for one image. */
        public Estimate imageMicros(Bootstrap bootstrap) {
            return bootstrap.ofMedian(step, milliseconds -> 1e3 * milliseconds / batchSize);
        }

        /** Nominal operations a second. */
        public Estimate gigaflops(Bootstrap bootstrap) {
            return bootstrap.ofMedian(step, milliseconds -> batchSize * imageFlops / milliseconds / 1e6);
        }

        /** How many times as long as at the other point the same nominal work takes here. */
        public Estimate costBeside(Point other, Bootstrap bootstrap) {
            double work = (double) batchSize * imageFlops / (other.batchSize * other.imageFlops);
            return bootstrap.ofMedians(step, other.step, (mine, others) -> mine / others / work);
        }

        /** Whether it takes one vector of images more than the batch that is one image smaller. */
        boolean opensAVector() {
            return lanes.isPresent() && batchSize % lanes.getAsInt() == 1 && batchSize > 1;
        }
    }

    /** How a point stands to the one before it. */
    public enum Step {
        /** The same work costs about as much, or less. */
        SMOOTH,
        /** The same work costs more than {@link Scaling#CLIFF} times as much. */
        CLIFF,
        /** The same, where one image more opens another vector, whose other lanes are padding. */
        PADDING
    }

    /** How the point stands to the one before it; the first is smooth. */
    public Step step(int index, Bootstrap bootstrap) {
        if (index == 0) {
            return Step.SMOOTH;
        }
        var point = points.get(index);
        if (point.costBeside(points.get(index - 1), bootstrap).value() <= Scaling.CLIFF) {
            return Step.SMOOTH;
        }
        return dimension == Dimension.BATCH_SIZE && point.opensAVector() ? Step.PADDING : Step.CLIFF;
    }

    /** What a record's steps grow with; empty if it was not measured for it. */
    public static List<ScalingResult> of(ComparisonRecord record, List<TaskResult> results) {
        if (!Scaling.SUITE.equals(record.suite())) {
            return List.of();
        }
        int threads = record.runs().stream()
                .mapToInt(run -> run.options().threads())
                .max()
                .orElse(1);
        return Stream.of(Dimension.values())
                .map(dimension -> new ScalingResult(
                        dimension,
                        dimension.values(threads).stream()
                                .flatMap(value -> point(results, dimension, value, threads).stream())
                                .toList()))
                .filter(result -> !result.points().isEmpty())
                .toList();
    }

    private static Optional<Point> point(List<TaskResult> results, Dimension dimension, int value, int threads) {
        var task = dimension.task(value);
        int engineThreads = dimension == Dimension.THREADS ? value : threads;
        return results.stream()
                .filter(result -> result.task().equals(task))
                .flatMap(result -> result.engines().stream())
                .filter(engine -> engine.engine().equals(Scaling.ENGINE) && engine.threads() == engineThreads)
                .findFirst()
                .flatMap(engine -> engine.timings(Operation.STEP)
                        .map(step -> new Point(
                                value,
                                task.training().batchSize(),
                                task.network().resolve().trainingFlops(),
                                lanes(engine.runs().getFirst()),
                                step)));
    }

    private static OptionalInt lanes(EngineRun run) {
        var facts = run.facts();
        var bits = facts == null ? null : facts.facts().get(EngineFacts.VECTOR_BITS);
        return bits != null && bits.matches("\\d+")
                ? OptionalInt.of(Integer.parseInt(bits) / Float.SIZE)
                : OptionalInt.empty();
    }
}
