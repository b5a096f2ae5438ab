package org.scratchcnn.worker.record;

import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what older versions wrote to this schema version, one version after the other, so that each step stays as it
 * was written. Whoever raises {@link ComparisonRecord#SCHEMA_VERSION} adds a step here, and a record of the version before
 * to the tests.
 */
final class RecordUpgrade {

    /** The oldest schema version that is read. */
    static final int OLDEST = 3;

    /** From this schema version on, files state a checksum. */
    static final int FIRST_WITH_CHECKSUM = 4;

    private RecordUpgrade() {}

    /** Changes a record of any version from {@link #OLDEST} on, its checksum taken out, into one of this version. */
    static void toThisVersion(ObjectNode record) {
        if (record.path("schemaVersion").intValue() == 3) {
            from3to4(record);
        }
        if (record.path("schemaVersion").intValue() == 4) {
            from4to5(record);
        }
        fromEarly5(record);
    }

    /** Version 4 holds the plan and what benchmarks allocate, which nobody knows of older ones. */
    private static void from3to4(ObjectNode record) {
        record.putNull("plan");
        record.path("microbenchmarks").forEach(benchmark -> {
            if (benchmark instanceof ObjectNode measured) {
                measured.putNull("allocatedBytes");
            }
        });
        record.put("schemaVersion", 4);
    }

    /** Version 5 holds the accuracy that was to end a planned run, which no older one had. */
    private static void from4to5(ObjectNode record) {
        record.path("plan").path("runs").forEach(run -> {
            if (run instanceof ObjectNode planned) {
                planned.putNull("target");
            }
        });
        record.put("schemaVersion", 5);
    }

    /**
     * Version 5 also holds the conditions of samples, and the first records of that version held no layers, and of
     * microbenchmarks only those that were completed, without a word of what they ran on.
     */
    private static void fromEarly5(ObjectNode record) {
        record.path("runs").forEach(run -> {
            if (run instanceof ObjectNode measured && !measured.has("layers")) {
                measured.putNull("layers");
            }
        });
        if (!record.has("conditions")) {
            record.putArray("conditions");
        }
        record.path("microbenchmarks").forEach(benchmark -> {
            if (benchmark instanceof ObjectNode measured && !measured.has("outcome")) {
                measured.putNull("jvm");
                measured.putNull("facts");
                measured.putObject("outcome").put("type", "Completed");
            }
        });
    }
}
