package org.scratchcnn.reports.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;

/** The tasks whose training steps are taken apart by layer. */
public final class Layers {

    /** The suite that measures it, as users type it. */
    public static final String SUITE = "layers";

    /** The library's engines, fastest first. */
    private static final List<String> LIBRARY = List.of("scratch", "scratch-im2col", "scratch-naive");

    /** Others, of which whole passes are timed. */
    private static final List<String> PEERS = List.of("dl4j", "pytorch");

    private Layers() {}

    /** All tasks with the engines that run them: the two of MNIST, which nothing else measures, on the fastest alone. */
    public static SequencedMap<TaskSpec, List<String>> engines() {
        var engines = new LinkedHashMap<TaskSpec, List<String>>();
        for (var task : List.of(Tasks.spiral(), Tasks.fashionMnist(), Tasks.cifar10(), Tasks.cifar10Tutorial())) {
            engines.put(task, concat(LIBRARY, PEERS));
        }
        for (var task : List.of(Tasks.mnistUntied(), Tasks.mnistScratcher())) {
            engines.put(task, concat(List.of(LIBRARY.getFirst()), PEERS));
        }
        return engines;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
