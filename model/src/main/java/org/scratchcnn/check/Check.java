package org.scratchcnn.check;

import java.util.Locale;

/**
 * What was found in one respect.
 *
 * @param place the layer or sample that is off, for example {@code layer 3, Dense(32→16)}; empty where it is the whole
 * @param finding one sentence, with the numbers and, if something is wrong, what to do
 */
public record Check(Subject subject, Status status, String place, String finding) {

    /** In which respect. */
    public enum Subject {
        INPUTS("scale of inputs"),
        CLASSES("classes"),
        OUTPUTS("outputs"),
        FIRST_LOSS("loss at the start"),
        GRADIENTS("gradients"),
        LAYERS("scale in layers"),
        ONE_BATCH("learns one batch"),
        RATE("learning rate"),
        LABELS("labels");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        /** In words. */
        public String title() {
            return title;
        }
    }

    /** How bad it is. */
    public enum Status {
        FINE,
        WARNING,
        /** The network does not learn, or not well, before this is put right. */
        FAULT
    }

    static Check fine(Subject subject, String format, Object... values) {
        return new Check(subject, Status.FINE, "", String.format(Locale.ROOT, format, values));
    }

    static Check warning(Subject subject, String place, String format, Object... values) {
        return new Check(subject, Status.WARNING, place, String.format(Locale.ROOT, format, values));
    }

    static Check fault(Subject subject, String place, String format, Object... values) {
        return new Check(subject, Status.FAULT, place, String.format(Locale.ROOT, format, values));
    }

    /** The same, but for a fault, which is only a warning where something else may be its cause. */
    Check noFault(String first) {
        return status == Status.FAULT ? warning(subject, place, "%s But %s.", finding, first) : this;
    }
}
