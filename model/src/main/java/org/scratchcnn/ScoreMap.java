package org.scratchcnn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.Size2d;

/** What a {@linkplain SlidingModel sliding model} says at each of its places on an image. */
public final class ScoreMap {

    private final int rows;
    private final int columns;
    private final int outputs;
    private final Size2d stride;
    private final float[] logits;
    private final LossSpec loss;
    private final List<String> classNames;

    /** @param logits {@code [outputs, rows, columns]}, row-major */
    ScoreMap(
            int rows, int columns, int outputs, Size2d stride, float[] logits, LossSpec loss, List<String> classNames) {
        this.rows = rows;
        this.columns = columns;
        this.outputs = outputs;
        this.stride = stride;
        this.logits = logits;
        this.loss = loss;
        this.classNames = classNames;
    }

    /** Places one below the other. */
    public int rows() {
        return rows;
    }

    /** Places side by side. */
    public int columns() {
        return columns;
    }

    /** Pixels from one place to the next, down and across: place (r, c) looks at the crop that begins at r and c times these. */
    public Size2d stride() {
        return stride;
    }

    /** A copy of all logits, {@code [outputs, rows, columns]}, row-major. */
    public float[] logits() {
        return logits.clone();
    }

    /**
     * What the model says at one place.
     *
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public Prediction at(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        var there = new float[outputs];
        for (int output = 0; output < outputs; output++) {
            there[output] = logits[(output * rows + row) * columns + column];
        }
        return Prediction.of(there, 0, outputs, loss, classNames);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d×%d places, %d outputs each, every %s pixels", rows, columns, outputs, stride);
    }
}
