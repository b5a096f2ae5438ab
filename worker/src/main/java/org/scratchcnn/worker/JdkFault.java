package org.scratchcnn.worker;

import java.util.Optional;

/** A fault of the JDK that engines with native code run into: such code pins arrays while it computes on them. */
public final class JdkFault {

    private JdkFault() {}

    /** What users of that version have to know; empty if there is nothing. */
    public static Optional<String> of(Runtime.Version jdk) {
        boolean corruptsPinnedObjects = jdk.feature() == 25 && jdk.interim() == 0 && jdk.update() <= 2;
        return corruptsPinnedObjects
                ? Optional.of("JDK " + jdk + " can corrupt arrays that native engines compute on (JDK-8377811):"
                        + " do not trust their results, and take JDK 25.0.3 or newer")
                : Optional.empty();
    }
}
