package org.scratchcnn.benchmarks.gate.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.RecordJson;

/** The files that a result is written to. */
public final class GateFiles {

    private static final String RECORD = "record.json";
    private static final String SUMMARY = "summary.md";
    private static final String JUNIT = "junit.xml";
    private static final String JMH_BASE = "jmh-base.json";
    private static final String JMH_HEAD = "jmh-head.json";

    private GateFiles() {}

    /** Removes the files of an earlier run: one that ends with an error must not leave another one's verdict. */
    public static void remove(Path folder) throws IOException {
        for (var file : List.of(RECORD, SUMMARY, JUNIT, JMH_BASE, JMH_HEAD)) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /**
     * Writes {@code summary.md}, {@code junit.xml}, {@code jmh-base.json}, {@code jmh-head.json} and {@code record.json}.
     */
    public static void write(GateResult result, Path folder) throws IOException {
        write(folder.resolve(RECORD), RecordJson.writeIndented(result));
        write(folder.resolve(SUMMARY), Summary.markdown(result));
        write(folder.resolve(JUNIT), JUnitXml.write(result));
        write(folder.resolve(JMH_BASE), JmhJson.ofBase(result));
        write(folder.resolve(JMH_HEAD), JmhJson.ofHead(result));
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
