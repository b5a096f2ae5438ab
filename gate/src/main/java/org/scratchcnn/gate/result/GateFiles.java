package org.scratchcnn.gate.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.scratchcnn.records.AtomicFile;
import org.scratchcnn.records.RecordJson;

/** The files that a result is written to. */
public final class GateFiles {

    private GateFiles() {}

    /**
     * Writes {@code summary.md}, {@code junit.xml}, {@code jmh-base.json}, {@code jmh-head.json} and {@code record.json};
     * files of an earlier run are replaced.
     */
    public static void write(GateResult result, Path folder) throws IOException {
        write(folder.resolve("record.json"), RecordJson.writeIndented(result));
        write(folder.resolve("summary.md"), Summary.markdown(result));
        write(folder.resolve("junit.xml"), JUnitXml.write(result));
        write(folder.resolve("jmh-base.json"), JmhJson.ofBase(result));
        write(folder.resolve("jmh-head.json"), JmhJson.ofHead(result));
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
