package org.scratchcnn.benchmarks.suite;

import static org.scratchcnn.worker.EngineNames.SCRATCH;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.reports.chart.ScalingFigure;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Tasks that grow in one direction at a time: their cost is to grow as their work does, without cliffs. */
final class Scaling extends Suite {

    /** How many times the cost of its neighbour's work a point's work may cost. */
    private static final double CLIFF = 1.5;

    private static final int CLASSES = 10;
    private static final int BATCH = 32;

    /** Warmed up long: most of that time goes by before the optimizing compiler is done. */
    private static final TimingPlan TIMING = new TimingPlan(3, 2.5, 7, 0.5);

    /** What grows. */
    enum Dimension {
        /** Images in a batch; around multiples of the vectors' lanes point by point. */
        BATCH_SIZE("batch size", "fashion-cnn", List.of(1, 2, 4, 8, 15, 16, 17, 31, 32, 33, 48, 64, 96, 128, 256, 512)),
        /** Height and width of images. */
        IMAGE_SIDE(
                "image side",
                "two 3×3 convolutions of 16 channels",
                List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 160, 192, 224)),
        /** Channels in and out. */
        CHANNELS(
                "channels",
                "two 3×3 convolutions at 16×16",
                List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)),
        /** Threads, with batches of 32. */
        THREADS("threads", "fashion-cnn", List.of());

        private final String title;
        private final String network;
        private final List<Integer> values;

        Dimension(String title, String network, List<Integer> values) {
            this.title = title;
            this.network = network;
            this.values = values;
        }

        /** How far it grows where there are so many threads. */
        List<Integer> values(int threads) {
            return this != THREADS
                    ? values
                    : IntStream.rangeClosed(1, threads)
                            .filter(n -> n <= 4 || Integer.bitCount(n) == 1 || n == threads)
                            .boxed()
                            .toList();
        }

        /** The task at that value; the same one for all numbers of threads. */
        TaskSpec task(int value) {
            return switch (this) {
                case BATCH_SIZE -> fashion(value);
                case IMAGE_SIDE -> convolutions("two-convs-side-" + value, 3, 16, value);
                case CHANNELS -> convolutions("two-convs-channels-" + value, value, value, 16);
                case THREADS -> fashion(BATCH);
            };
        }

        private int threads(int value, int all) {
            return this == THREADS ? value : all;
        }
    }

    private static TaskSpec fashion(int batchSize) {
        return onNoise("fashion-scaling", Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), batchSize, 1_024);
    }

    private static TaskSpec convolutions(String name, int inChannels, int channels, int side) {
        var network = new NetworkSpec(
                name,
                Shape.image(inChannels, side, side),
                List.of(
                        convolution(inChannels, channels),
                        Activation.relu(),
                        convolution(channels, channels),
                        Activation.relu(),
                        AvgPool2d.of(side),
                        new Flatten(),
                        Dense.of(channels, CLASSES)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        return onNoise(name, network, OptimizerSpec.sgd(0.01), BATCH, 2 * BATCH);
    }

    private static Conv2d convolution(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }

    Scaling() {
        super("scaling", "what the time of a training step grows with", 3, Optional.empty());
    }

    /** Where dimensions cross, one process serves both. */
    @Override
    List<PlannedRun> round(int number, int threads) {
        return Stream.of(Dimension.values())
                .flatMap(dimension -> dimension.values(threads).stream()
                        .map(value -> PlannedRun.timed(dimension.task(value), SCRATCH, List.of(Operation.STEP), TIMING)
                                .withOptions(new EngineOptions(dimension.threads(value, threads)))))
                .distinct()
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        var results = TaskResult.of(record);
        int threads = record.runs().stream()
                .mapToInt(run -> run.options().threads())
                .max()
                .orElse(1);
        return ReportContent.ofSuite(
                record,
                Stream.of(Dimension.values())
                        .map(dimension -> new Growth(dimension, points(results, dimension, threads)))
                        .filter(growth -> !growth.points().isEmpty())
                        .map(Growth::section)
                        .toList());
    }

    private static List<Point> points(List<TaskResult> results, Dimension dimension, int threads) {
        return dimension.values(threads).stream()
                .flatMap(value -> TaskResult.of(results, dimension.task(value)).stream()
                        .flatMap(result -> result.engines().stream())
                        .filter(engine -> engine.threads() == dimension.threads(value, threads))
                        .flatMap(engine -> engine.timings(Operation.STEP).stream())
                        .map(step -> Point.of(value, dimension.task(value), step)))
                .toList();
    }

    /**
     * A place along a dimension.
     *
     * @param flops nominal operations of a step
     * @param step milliseconds
     */
    private record Point(int value, int batchSize, long flops, SamplesByStart step) {

        static Point of(int value, TaskSpec task, SamplesByStart step) {
            int batchSize = task.training().batchSize();
            return new Point(
                    value, batchSize, batchSize * task.network().resolve().trainingFlops(), step);
        }

        Estimate imageMicros() {
            return BOOTSTRAP.ofMedian(step, milliseconds -> 1e3 * milliseconds / batchSize);
        }

        /** How many times as long as at the other point the same nominal work takes here. */
        Estimate costBeside(Point other) {
            double work = (double) flops / other.flops;
            return BOOTSTRAP.ofMedians(step, other.step, (mine, others) -> mine / others / work);
        }
    }

    /** How the time of a training step grows along one dimension, by points in ascending order. */
    private record Growth(Dimension dimension, List<Point> points) {

        Section section() {
            var caption = "%s: training step by %s, %s".formatted(SCRATCH, dimension.title, dimension.network);
            var figure = ScalingFigure.of(
                    caption,
                    dimension.title,
                    // Threads are few, and not spread over powers of ten.
                    dimension != Dimension.THREADS,
                    points.stream().mapToDouble(Point::value).toArray(),
                    points.stream().map(Point::imageMicros).toList());
            return new Section(
                    Section.Part.SCALING,
                    "Scaling with " + dimension.title,
                    List.of(new FigureBlock(figure), new TableBlock(table(caption))));
        }

        private Table table(String caption) {
            return new Table(
                    caption,
                    Column.list(
                            dimension.title
                                    + ": | Batch: | Step, ms: | Image, µs: | GFLOP/s: | Same work, to the point before: | Cliff"),
                    IntStream.range(0, points.size()).mapToObj(this::row).toList(),
                    notes(
                            IntervalNotes.ofStarts(points.stream().map(Point::step)),
                            MEDIANS,
                            "GFLOP/s: the work of direct convolutions, whatever the algorithm.",
                            "Same work: how many times as long as at the point before the same number of operations takes; a cliff is above %s. One image more than whole vectors hold costs a whole vector more."
                                    .formatted(Numbers.plain(CLIFF))));
        }

        private List<String> row(int index) {
            var point = points.get(index);
            var cost = points.subList(0, index).reversed().stream().findFirst().map(point::costBeside);
            return List.of(
                    Integer.toString(point.value()),
                    Integer.toString(point.batchSize()),
                    Numbers.withInterval(BOOTSTRAP.median(point.step())),
                    Numbers.withInterval(point.imageMicros()),
                    Numbers.significant(
                            point.flops() / BOOTSTRAP.median(point.step()).value() / 1e6),
                    cost.map(Numbers::withInterval).orElse(""),
                    cost.filter(times -> times.value() > CLIFF).isPresent() ? "CLIFF" : "");
        }
    }
}
