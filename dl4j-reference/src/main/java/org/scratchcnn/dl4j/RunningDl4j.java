package org.scratchcnn.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jCpu;
import org.scratchcnn.engine.EngineFacts;

/** What the running Deeplearning4j says of itself. */
final class RunningDl4j {

    private RunningDl4j() {}

    /** Of the process, and of the helpers that a network's layers got. */
    static SortedMap<String, String> facts(ComputationGraph network) {
        var facts = ofProcess();
        for (var layer : network.getLayers()) {
            if (layer.getHelper() != null) {
                facts.put(
                        String.format(Locale.ROOT, "helper.%02d", layer.getIndex()),
                        layer.getHelper().getClass().getSimpleName());
            }
        }
        return facts;
    }

    private static SortedMap<String, String> ofProcess() {
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        var facts = new TreeMap<String, String>();
        facts.put("java", Runtime.version().toString());
        facts.put("deeplearning4j", version("org.deeplearning4j", "deeplearning4j-nn"));
        facts.put("nd4j", version("org.nd4j", "nd4j-native"));
        facts.put(
                "backend",
                String.valueOf(Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend")));
        facts.put("blas", blas(ops.buildInfo()));
        facts.put("onednn", Nd4jCpu.Environment.getInstance().isUseMKLDNN() ? "yes" : "no");
        facts.put("threads", Integer.toString(ops.ompGetMaxThreads()));
        facts.put("threads.nd4j", Integer.toString(Nd4j.getEnvironment().maxThreads()));
        facts.put(EngineFacts.INSTRUCTIONS, instructions(ops.binaryLevel()));
        facts.put("instructions.best", instructions(ops.optimalLevel()));
        return facts;
    }

    /** As the artifact on the class path has it. */
    private static String version(String group, String artifact) {
        var properties = new Properties();
        try (var file = ComputationGraph.class.getResourceAsStream(
                "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    /** The environment information knows the vendor only where ND4J set its threads. */
    private static String blas(String buildInfo) {
        return buildInfo.contains("HAVE_OPENBLAS") ? "OpenBLAS" : buildInfo.contains("MKL") ? "MKL" : "unknown";
    }

    /** As ND4J's CPU backend reads these numbers. */
    private static String instructions(int level) {
        return switch (level) {
            case 3 -> "AVX-512";
            case 2 -> "AVX2";
            default -> "generic";
        };
    }
}
