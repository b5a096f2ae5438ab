package org.scratchcnn.worker;

import java.util.Optional;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.json.RecordJson;

/** The lines that a harness and its workers exchange: JSON, one value a line, in UTF-8. */
public final class WorkerProtocol {

    /** Native libraries can print to standard output behind Java's back, even without ending their line. */
    private static final String EVENT_MARK = "@event ";

    private WorkerProtocol() {}

    /** The request as a line, without its end. */
    public static String format(WorkerRequest request) {
        return RecordJson.write(request);
    }

    /**
     * Reads a request.
     *
     * @throws InvalidJsonException if it is malformed
     */
    public static WorkerRequest parseRequest(String line) {
        return RecordJson.read(line, WorkerRequest.class);
    }

    /** The event as a line, without its end. */
    public static String format(WorkerEvent event) {
        return EVENT_MARK + RecordJson.write(event);
    }

    /**
     * Reads a line of a worker's standard output.
     *
     * @return the event, or nothing if something else printed the line; in front of an event such output is left out
     * @throws InvalidJsonException if the line claims to be an event but is malformed
     */
    public static Optional<WorkerEvent> parseEvent(String line) {
        int mark = line.indexOf(EVENT_MARK);
        return mark < 0
                ? Optional.empty()
                : Optional.of(RecordJson.read(line.substring(mark + EVENT_MARK.length()), WorkerEvent.class));
    }
}
