package org.scratchcnn.benchmarks.suite;

import static org.scratchcnn.worker.EngineNames.SCRATCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.reports.chart.ScalingFigure;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
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

        /**
         * How far it grows.
         *
         * @param threads that there are
         */
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
        return task("fashion-scaling", Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), batchSize, 1_024);
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
        return task(name, network, OptimizerSpec.sgd(0.01), BATCH, 2 * BATCH);
    }

    private static Conv2d convolution(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }

    private static TaskSpec task(
            String name, NetworkSpec network, OptimizerSpec optimizer, int batchSize, int samples) {
        var noise = new DataSetSpec.Noise(network.input(), CLASSES, samples + 1, 1);
        return new TaskSpec(
                name,
                new DataSpec(noise, samples, 0, 1, DataSpec.Scaling.NONE, 0, 1),
                TrainingSpec.of(network, optimizer, batchSize, 1));
    }

    Scaling() {
        super("scaling", "what the time of a training step grows with", 3);
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
                        .flatMap(engine -> point(value, dimension.task(value), engine).stream()))
                .toList();
    }

    private static Optional<Point> point(int value, TaskSpec task, EngineResult engine) {
        return engine.timings(Operation.STEP)
                .map(step -> new Point(
                        value,
                        task.training().batchSize(),
                        task.network().resolve().trainingFlops(),
                        lanes(engine.runs().getFirst()),
                        step));
    }

    private static Optional<Integer> lanes(EngineRun run) {
        return Optional.ofNullable(run.facts())
                .map(facts -> facts.facts().get(EngineFacts.VECTOR_BITS))
                .filter(bits -> bits.matches("\\d+"))
                .map(bits -> Integer.parseInt(bits) / Float.SIZE);
    }

    /**
     * A place along a dimension.
     *
     * @param imageFlops nominal operations of a step for one image
     * @param lanes floats in a vector; absent where there were no vectors
     * @param step milliseconds
     */
    private record Point(int value, int batchSize, long imageFlops, Optional<Integer> lanes, SamplesByStart step) {

        Estimate imageMicros(Bootstrap bootstrap) {
            return bootstrap.ofMedian(step, milliseconds -> 1e3 * milliseconds / batchSize);
        }

        Estimate gigaflops(Bootstrap bootstrap) {
            return bootstrap.ofMedian(step, milliseconds -> batchSize * imageFlops / milliseconds / 1e6);
        }

        /** How many times as long as at the other point the same nominal work takes here. */
        Estimate costBeside(Point other, Bootstrap bootstrap) {
            double work = (double) batchSize * imageFlops / (other.batchSize * other.imageFlops);
            return bootstrap.ofMedians(step, other.step, (mine, others) -> mine / others / work);
        }

        /** Whether it takes one vector of images more than the batch that is one image smaller. */
        boolean opensAVector() {
            return batchSize > 1
                    && lanes.filter(count -> batchSize % count == 1).isPresent();
        }
    }

    /** How the time of a training step grows along one dimension, by points in ascending order. */
    private record Growth(Dimension dimension, List<Point> points) {

        Section section() {
            var bootstrap = Bootstrap.ofReports();
            var caption = "%s: training step by %s, %s".formatted(SCRATCH, dimension.title, dimension.network);
            return new Section(
                    Section.Part.SCALING,
                    "Scaling with " + dimension.title,
                    List.of(
                            new FigureBlock(ScalingFigure.of(
                                    caption,
                                    dimension.title,
                                    // Threads are few, and not spread over powers of ten.
                                    dimension != Dimension.THREADS,
                                    points.stream().mapToDouble(Point::value).toArray(),
                                    points.stream()
                                            .map(point -> point.imageMicros(bootstrap))
                                            .toList())),
                            new TableBlock(table(caption, bootstrap))));
        }

        private Table table(String caption, Bootstrap bootstrap) {
            var notes = new ArrayList<String>();
            notes.add("Median [95 % interval], by bootstrap over process starts, then samples.");
            IntervalNotes.ofStarts(points.stream().map(Point::step)).ifPresent(notes::add);
            notes.add("GFLOP/s: the work of direct convolutions, whatever the algorithm.");
            notes.add(
                    "Same work: how many times as long as at the point before the same number of operations takes; a cliff is above %s."
                            .formatted(Numbers.plain(CLIFF)));
            notes.add(
                    "Lane padding: one image more than whole vectors of images; the other lanes of its vector are computed in vain.");
            return new Table(
                    caption,
                    List.of(
                            Column.number(dimension.title.substring(0, 1).toUpperCase(Locale.ROOT)
                                    + dimension.title.substring(1)),
                            Column.number("Batch"),
                            Column.number("Step, ms"),
                            Column.number("Image, µs"),
                            Column.number("GFLOP/s"),
                            Column.number("Same work, to the point before"),
                            Column.text("")),
                    IntStream.range(0, points.size())
                            .mapToObj(index -> row(index, bootstrap))
                            .toList(),
                    notes);
        }

        private List<String> row(int index, Bootstrap bootstrap) {
            var point = points.get(index);
            var cost = points.subList(0, index).reversed().stream()
                    .findFirst()
                    .map(before -> point.costBeside(before, bootstrap));
            return List.of(
                    Integer.toString(point.value()),
                    Integer.toString(point.batchSize()),
                    Numbers.withInterval(bootstrap.median(point.step())),
                    Numbers.withInterval(point.imageMicros(bootstrap)),
                    Numbers.significant(point.gigaflops(bootstrap).value()),
                    cost.map(Numbers::withInterval).orElse(""),
                    cost.filter(times -> times.value() > CLIFF)
                            .map(_ -> dimension == Dimension.BATCH_SIZE && point.opensAVector()
                                    ? "lane padding"
                                    : "CLIFF")
                            .orElse(""));
        }
    }
}
