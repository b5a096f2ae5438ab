package org.scratchcnn.benchmarks.suite;

import java.util.List;
import org.scratchcnn.worker.EngineNames;

/** Whom the library is compared with. */
public enum Peer {
    /** Deeplearning4j at its best. */
    DL4J("DL4J with oneDNN", EngineNames.DL4J),
    /** Deeplearning4j as its users get it. */
    DL4J_SHIPPED("DL4J as shipped", EngineNames.DL4J_SHIPPED),
    /** PyTorch in whichever layout is faster on the task. */
    PYTORCH("PyTorch, its better layout", EngineNames.PYTORCH, EngineNames.PYTORCH_CHANNELS_LAST);

    private final String title;
    private final List<String> engines;

    Peer(String title, String... engines) {
        this.title = title;
        this.engines = List.of(engines);
    }

    /** For a column's heading. */
    public String title() {
        return title;
    }

    /** The engines of which the fastest counts. */
    public List<String> engines() {
        return engines;
    }
}
