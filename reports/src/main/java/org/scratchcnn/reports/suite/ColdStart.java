package org.scratchcnn.reports.suite;

import java.util.List;
import java.util.Map;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;

/** How soon a process trains, and how much memory it takes to. */
public final class ColdStart {

    /** The suite that measures it, as users type it. */
    public static final String SUITE = "start";

    /** The engine that is to reach the targets. */
    public static final String ENGINE = "scratch";

    /** The step that shows how long everything takes to load. */
    public static final int FIRST = 1;

    /** The step by which most engines are at their speed. */
    public static final int HUNDREDTH = 100;

    /** The step by which memory has grown to what training takes. */
    public static final int LAST = 300;

    /** The share of its speed that the library must keep with less heap, for its memory to count. */
    public static final double KEPT_SPEED = 0.97;

    private ColdStart() {}

    /** All that are measured. */
    public static List<String> engines() {
        return List.of(ENGINE, "dl4j", "dl4j-shipped", "pytorch", "pytorch-channels-last");
    }

    /** The heaps that the library is also run with, as behind {@code -Xmx}. */
    public static List<String> heaps() {
        return List.of("256m", "128m", "96m", "64m");
    }

    /** How many times as long, from the start to the first and the hundredth step, a peer is to take. */
    public static Map<Peer, Double> timeRatios() {
        return Map.of(Peer.DL4J, 1.0);
    }

    /** How many times as much memory a peer is to take as the library with the smallest heap that keeps its speed. */
    public static Map<Peer, Double> memoryRatios() {
        return Map.of(Peer.PYTORCH, 1.0);
    }

    /** Fashion-MNIST's network on random numbers, so that no reading of files counts. */
    public static TaskSpec task() {
        var network = Zoo.fashionCnn();
        var noise = new DataSetSpec.Noise(network.input(), 10, 640, 1);
        return new TaskSpec(
                "fashion-start",
                new DataSpec(noise, 608, 0, 32, Scaling.NONE, 0, 1),
                TrainingSpec.of(network, OptimizerSpec.adam(1e-3), 32, 1));
    }
}
