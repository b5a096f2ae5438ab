package org.scratchcnn.worker;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Session;
import org.scratchcnn.train.Evaluator;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.DecisionRegions.Point;

/** Asks a network with two input features which class each cell of a square belongs to. */
final class PlaneProbe {

    private static final int SIDE = 120;

    /** The square reaches a little further than the outermost sample. */
    private static final double MARGIN = 1.1;

    private PlaneProbe() {}

    static DecisionRegions probe(Session session, BatchSource samples) {
        var points = points(samples);
        double reach = points.stream()
                .mapToDouble(point -> Math.max(Math.abs(point.x()), Math.abs(point.y())))
                .max()
                .orElseThrow();
        double limit = reach > 0 ? MARGIN * reach : 1;
        return new DecisionRegions(
                points, limit, SIDE, predictions(session, limit, samples.batchSize(), samples.classes()));
    }

    private static List<Point> points(BatchSource samples) {
        var points = new ArrayList<Point>();
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            int[] labels = batch.labels();
            for (int n = 0; n < batch.size(); n++) {
                points.add(new Point(batch.inputs()[2 * n], batch.inputs()[2 * n + 1], labels[n]));
            }
        }
        return points;
    }

    private static List<Integer> predictions(Session session, double limit, int batchSize, int classes) {
        int cells = SIDE * SIDE;
        var inputs = new float[2 * batchSize];
        var labels = new int[batchSize];
        var logits = new float[batchSize * classes];
        var predicted = new ArrayList<Integer>(cells);
        for (int first = 0; first < cells; first += batchSize) {
            int size = Math.min(batchSize, cells - first);
            for (int n = 0; n < size; n++) {
                inputs[2 * n] = centre((first + n) % SIDE, limit);
                inputs[2 * n + 1] = centre((first + n) / SIDE, limit);
            }
            session.logits(Batch.labelled(size, inputs, labels), logits);
            Finite.requireLogits(logits, size * classes);
            for (int n = 0; n < size; n++) {
                predicted.add(Evaluator.predictedClass(logits, n * classes, classes));
            }
        }
        return predicted;
    }

    /** The middle of a row's or column's cells. */
    private static float centre(int index, double limit) {
        return (float) (limit * ((2 * index + 1.0) / SIDE - 1));
    }
}
