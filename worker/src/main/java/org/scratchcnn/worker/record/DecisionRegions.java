package org.scratchcnn.worker.record;

import java.util.List;

/**
 * What a network with two input features says over a square of the plane.
 *
 * @param points test samples
 * @param limit the square is {@code [−limit, limit]} in both directions
 * @param side cells along each edge
 * @param predicted class of each cell's centre, row by row from the bottom left, {@code side · side} of them
 */
public record DecisionRegions(List<Point> points, double limit, int side, List<Integer> predicted) {

    /** A sample and its class. */
    public record Point(double x, double y, int label) {}

    public DecisionRegions {
        points = List.copyOf(points);
        predicted = List.copyOf(predicted);
    }
}
