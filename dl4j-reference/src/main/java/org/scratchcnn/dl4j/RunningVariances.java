package org.scratchcnn.dl4j;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.scratchcnn.network.BatchNorm;

/**
 * The running variances of a network. Deeplearning4j moves them towards a batch's biased variance; the description and
 * PyTorch towards the unbiased one, which for n values a channel is n/(n − 1) times as large. So while batches of one size
 * are trained, Deeplearning4j holds (n − 1)/n of each variance, and moves that as the description moves the whole.
 */
final class RunningVariances {

    private record Place(INDArray array, int positions) {}

    private final List<Place> places;

    /** For batches of how many samples they are held; 0 where they are held as described. */
    private int samples;

    /** Of a network whose variances are held as described. */
    RunningVariances(NetworkConfiguration configuration, ComputationGraph network) {
        this.places = configuration.network().operations().stream()
                // Without momentum they never move.
                .filter(operation -> operation.spec() instanceof BatchNorm norm && norm.momentum() > 0)
                .map(operation -> new Place(
                        network.getLayer(operation.path()).getParam("var"),
                        operation.output().size() / ((BatchNorm) operation.spec()).channels()))
                .toList();
    }

    /** For steps with batches of that size. */
    void holdForStepsOf(int newSamples) {
        hold(newSamples);
    }

    /** To be read, and to normalize by. */
    void holdAsDescribed() {
        hold(0);
    }

    /** All variances were set, as described. */
    void wereSet() {
        samples = 0;
    }

    private void hold(int newSamples) {
        if (newSamples != samples) {
            for (var place : places) {
                place.array()
                        .muli(biasedShare(newSamples * place.positions()) / biasedShare(samples * place.positions()));
            }
            samples = newSamples;
        }
    }

    private static double biasedShare(int values) {
        return values == 0 ? 1 : (values - 1.0) / values;
    }
}
