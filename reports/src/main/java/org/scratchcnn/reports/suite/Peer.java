package org.scratchcnn.reports.suite;

import java.util.List;

/** Whom the library is compared with. */
public enum Peer {
    /** Deeplearning4j at its best. */
    DL4J("DL4J with oneDNN", List.of("dl4j")),
    /** Deeplearning4j as its users get it. */
    DL4J_SHIPPED("DL4J as shipped", List.of("dl4j-shipped")),
    /** PyTorch in whichever layout is faster on the task. */
    PYTORCH("PyTorch, its better layout", List.of("pytorch", "pytorch-channels-last"));

    private final String title;
    private final List<String> engines;

    Peer(String title, List<String> engines) {
        this.title = title;
        this.engines = engines;
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
