package org.scratchcnn.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Dataset;
import org.scratchcnn.FitListener;
import org.scratchcnn.History;
import org.scratchcnn.ImageData;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.Prediction;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.generate.DrawnShapes;
import org.scratchcnn.datasets.generate.Spiral;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.train.TrainingPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./cnn demo}: two networks learn before one's eyes. */
@Command(
        name = "demo",
        description = {
            "Watch two networks learn, in less than a minute: one that tells the arms of a spiral apart, and one that tells pieces of clothing apart in small images, or drawn shapes where Fashion-MNIST is not there.",
            "",
            "Downloads nothing. The same every time, but for what it takes."
        })
final class DemoCommand implements Callable<Integer> {

    /**
     * How much is learned.
     *
     * @param spiralEpochs of the spiral
     * @param drawnImages if real ones are not there
     * @param imageEpochs of the images
     */
    record Extent(int spiralEpochs, int drawnImages, int imageEpochs) {

        /** As the checked-in record has it, so that times compare. */
        static final Extent RECORDED = new Extent(300, 60_000, 2);
    }

    private static final ImageSet IMAGES = ImageSet.FASHION_MNIST;
    private static final String PEER = "dl4j";
    private static final int BATCH = 32;
    private static final int SEED = 1;

    /** Pixels of the plane on each side. */
    private static final int PLANE = 48;

    /** The spiral reaches to 1. */
    private static final double REACH = 1.05;

    /** Pictures of the plane are looked at for so long. */
    private static final int MILLISECONDS_A_PICTURE = 300;

    private static final int SHOWN = 8;
    private static final int SHOWN_A_ROW = 4;
    private static final int COLUMN = 21;
    private static final int STEPS_A_MESSAGE = 50;

    @Spec
    private @Nullable CommandSpec spec;

    private final Extent extent;
    private final DataRoot root;
    private final boolean onTerminal;
    private final TerminalPicture picture;

    /** For picocli. */
    DemoCommand() {
        this(Extent.RECORDED, DataRoot.find(null), Commands.onTerminal(), System.getenv("COLORTERM"));
    }

    DemoCommand(Extent extent, DataRoot root, boolean onTerminal, @Nullable String colorTerm) {
        this.extent = extent;
        this.root = root;
        this.onTerminal = onTerminal;
        this.picture = TerminalPicture.of(onTerminal, colorTerm);
    }

    /** A training that was done. */
    private record Done(double seconds, long steps) {

        static Done of(Model model, Dataset train) {
            var epochs = model.history().epochs();
            return new Done(
                    epochs.stream().mapToDouble(History.Epoch::seconds).sum(),
                    (long) epochs.size() * Math.ceilDiv(train.size(), BATCH));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = Commands.commandLine(spec).getOut();
        long began = System.nanoTime();
        var spiral = spiral(out);
        var images = images(out);
        var record = RecordedTime.read();
        var machine = record.comparison().machine();
        out.printf(
                Locale.ROOT,
                "%nThis took %.1f s in all; of these, training took %.2f s (spiral) and %.2f s (images).%n",
                (System.nanoTime() - began) / 1e9,
                spiral.seconds(),
                images.seconds());
        out.printf(
                Locale.ROOT,
                "Deeplearning4j takes %.1f s and %.1f s for as many steps on %s with %d cores, by the checked-in record of %.10s.%n",
                record.seconds(PEER, "spiral", spiral.steps()),
                record.seconds(PEER, IMAGES.folder(), images.steps()),
                machine.cpu(),
                machine.cores(),
                record.comparison().created());
        out.println(
                "Next: ./cnn train --data photos/ on images of your own, or ./cnn compare --task fashion-mnist --engines scratch,dl4j on this machine.");
        out.flush();
        return 0;
    }

    private Done spiral(PrintWriter out) throws InterruptedException {
        var points = Spiral.draw(new DataSetSpec.Spiral(8, 500, 0.2, SEED));
        var names = IntStream.range(0, 8).mapToObj(Integer::toString).toList();
        var data = Dataset.labelled(points.shape(), points.values(), points.labels(), names)
                .split(0.2, SEED);
        out.printf(
                Locale.ROOT,
                "A network of %,d parameters learns which of 8 arms of a spiral a point is on.%n%n",
                Zoo.spiralMlp().resolve().parameterCount());
        try (var model = Model.create(new Network(Zoo.spiralMlp()), SEED)) {
            int drawn = 0;
            for (int epoch = 1; ; epoch = Math.min(2 * epoch, extent.spiralEpochs())) {
                int more = epoch - model.history().epochs().size();
                model.fit(data.rest(), fit -> fit.epochs(more).batchSize(BATCH));
                boolean last = epoch == extent.spiralEpochs();
                if (onTerminal || last) {
                    var lines = plane(model);
                    if (drawn > 0) {
                        out.printf(Locale.ROOT, "\033[%dA", drawn);
                    }
                    lines.forEach(out::println);
                    drawn = lines.size() + 1;
                }
                out.printf(
                        Locale.ROOT,
                        "epoch %3d of %d: loss %.3f, %.1f %% of %d other points right%n",
                        epoch,
                        extent.spiralEpochs(),
                        model.history().last().loss(),
                        100 * model.evaluate(data.held()).accuracy(),
                        data.held().size());
                out.flush();
                if (last) {
                    return Done.of(model, data.rest());
                }
                if (onTerminal) {
                    Thread.sleep(MILLISECONDS_A_PICTURE);
                }
            }
        }
    }

    /** What the model says of each point of the plane. */
    private List<String> plane(Model model) {
        var points = new float[2 * PLANE * PLANE];
        for (int y = 0; y < PLANE; y++) {
            for (int x = 0; x < PLANE; x++) {
                points[2 * (y * PLANE + x)] = coordinate(x);
                points[2 * (y * PLANE + x) + 1] = -coordinate(y);
            }
        }
        var names = model.classNames();
        var says = model.predict(Dataset.labelled(Shape.features(2), points, new int[PLANE * PLANE], names));
        return picture.regions(
                says.stream().mapToInt(one -> names.indexOf(one.label())).toArray(),
                says.stream()
                        .mapToDouble(one -> Math.max(0, (one.probability() * names.size() - 1) / (names.size() - 1)))
                        .toArray(),
                PLANE);
    }

    /** Of the middle of a pixel. */
    private static float coordinate(int pixel) {
        return (float) (REACH * ((2 * pixel + 1.0) / PLANE - 1));
    }

    /** @param names of the classes, for people */
    private record Images(Dataset train, Dataset test, List<String> names) {}

    private Images load(PrintWriter out) {
        if (Files.isDirectory(root.folder(IMAGES))) {
            var data = ImageData.load(IMAGES, root);
            return new Images(data.train(), data.test(), IMAGES.classNames());
        }
        out.printf(
                "%s is not in %s, so drawn shapes stand in; ./cnn data download %s fetches it.%n",
                IMAGES.title(), root.folder(), IMAGES.folder());
        var drawn = DrawnShapes.training(IMAGES, extent.drawnImages());
        var data = ImageData.of(drawn.pixels(), drawn.labels(), drawn.shape());
        return new Images(data.train(), data.test(), DrawnShapes.names());
    }

    private Done images(PrintWriter out) {
        out.println();
        var images = load(out);
        out.printf(
                Locale.ROOT,
                "A convolutional network of %,d parameters learns %,d images of %d classes.%n",
                Zoo.fashionCnn().resolve().parameterCount(),
                images.train().size(),
                images.names().size());
        try (var model = Model.create(new Network(Zoo.fashionCnn()), SEED)) {
            model.fit(
                    images.train(),
                    fit -> fit.epochs(extent.imageEpochs()).batchSize(BATCH).listener(listener(out)));
            out.printf(
                    Locale.ROOT,
                    "%.1f %% of %,d other images right, such as:%n",
                    100 * model.evaluate(images.test()).accuracy(),
                    images.test().size());
            for (int first = 0; first < SHOWN; first += SHOWN_A_ROW) {
                out.println();
                row(model, images, first).forEach(out::println);
            }
            return Done.of(model, images.train());
        }
    }

    /** A line an epoch; on a terminal also how far it is. */
    private FitListener listener(PrintWriter out) {
        return new FitListener() {
            @Override
            public void stepDone(TrainingPosition position, int steps) {
                if (onTerminal && position.step() % STEPS_A_MESSAGE == 0) {
                    out.printf(
                            Locale.ROOT,
                            "\repoch %d of %d, step %,d of %,d: loss %.3f, %.1f %% right\033[K\r",
                            position.epoch(),
                            extent.imageEpochs(),
                            position.step(),
                            steps,
                            position.lossSum() / position.samples(),
                            100.0 * position.correct() / position.samples());
                    out.flush();
                }
            }

            @Override
            public void epochDone(History.Epoch epoch) {
                out.printf(
                        Locale.ROOT,
                        "%sepoch %d of %d: loss %.3f, %.1f %% right%n",
                        onTerminal ? "\033[K" : "",
                        epoch.number(),
                        extent.imageEpochs(),
                        epoch.loss(),
                        100 * epoch.accuracy());
                out.flush();
            }
        };
    }

    /** Some images beside each other, each with what the model says of it, and what it is. */
    private List<String> row(Model model, Images images, int first) {
        var lines = new ArrayList<StringBuilder>();
        for (int i = first; i < first + SHOWN_A_ROW; i++) {
            float[] sample = images.test().sample(i);
            var says = model.predict(sample);
            int width = IMAGES.imageShape().width() / 2;
            var cell = new ArrayList<>(picture.grey(halved(sample, IMAGES.imageShape()), width));
            cell.replaceAll(line -> line + " ".repeat(COLUMN - width));
            cell.addAll(captions(says, images, images.test().label(i)));
            for (int y = 0; y < cell.size(); y++) {
                if (lines.size() == y) {
                    lines.add(new StringBuilder());
                }
                lines.get(y).append(cell.get(y));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private static List<String> captions(Prediction says, Images images, int truth) {
        int answer = images.test().classNames().indexOf(says.label());
        boolean right = answer == truth;
        return List.of(
                pad((right ? "✓ " : "✗ ") + images.names().get(answer)),
                pad(String.format(
                        Locale.ROOT,
                        "  %.0f %%%s",
                        100 * says.probability(),
                        right ? "" : ", is " + images.names().get(truth))));
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(1, COLUMN - text.length()));
    }

    /** An image of half the height and width, of the means of four pixels. */
    private static float[] halved(float[] pixels, Shape.Image shape) {
        int width = shape.width() / 2;
        var halved = new float[shape.height() / 2 * width];
        for (int i = 0; i < halved.length; i++) {
            int from = i / width * 2 * shape.width() + i % width * 2;
            halved[i] =
                    (pixels[from] + pixels[from + 1] + pixels[from + shape.width()] + pixels[from + shape.width() + 1])
                            / 4;
        }
        return halved;
    }
}
