package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.scratchcnn.Dataset;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.Prediction;
import org.scratchcnn.ScoreMap;
import org.scratchcnn.SlidingModel;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

/** The scores of 6×6 places of an image: 36 crops as one batch, or the convolutional form in one pass, on all processors. */
@State(Scope.Benchmark)
public class SlidingBenchmark extends ScratchBenchmark {

    static final int PLACES = 6;

    /** Pixels from one place to the next: two pools of two. */
    private static final int STRIDE = 4;

    private static final Network NETWORK = new Network(Zoo.cifarTutorialCnn());
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final Shape.Image CROP = (Shape.Image) NETWORK.spec().input();

    private Model model;
    private SlidingModel sliding;
    private Dataset crops;
    private float[] image;

    @Setup
    public void setUp() {
        int side = CROP.height() + (PLACES - 1) * STRIDE;
        model = Model.create(NETWORK);
        sliding = model.slideOver(side, side);
        image = draw(CROP.channels() * side * side);
        crops = Dataset.labelled(CROP, cut(side), new int[PLACES * PLACES], CLASSES);
    }

    private float[] cut(int side) {
        var cut = new float[PLACES * PLACES * CROP.size()];
        for (int place = 0, to = 0; place < PLACES * PLACES; place++) {
            int corner = place / PLACES * STRIDE * side + place % PLACES * STRIDE;
            for (int line = 0; line < CROP.channels() * CROP.height(); line++, to += CROP.width()) {
                int row = line / CROP.height() * side + line % CROP.height();
                System.arraycopy(image, row * side + corner, cut, to, CROP.width());
            }
        }
        return cut;
    }

    @Benchmark
    public List<Prediction> crops() {
        return model.predict(crops);
    }

    @Benchmark
    public ScoreMap onePass() {
        return sliding.scores(image);
    }

    @TearDown
    public void tearDown() {
        sliding.close();
        model.close();
    }
}
