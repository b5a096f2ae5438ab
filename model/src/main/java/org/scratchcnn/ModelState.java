package org.scratchcnn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.ParameterSnapshot;

/**
 * All of a model that training changes.
 *
 * @param parameters the weights and running statistics; never changed
 * @param classNames by output; empty for an untrained model, and for one that gives values
 * @param input how image files become inputs; null if it was not trained on images
 * @param data that it was last trained on; null if it is untrained
 * @param progress null for a model that was saved without
 */
record ModelState(
        ParameterSnapshot parameters,
        List<String> classNames,
        @Nullable ImageInput input,
        @Nullable DataSource data,
        History history,
        @Nullable Progress progress) {

    ModelState {
        classNames = List.copyOf(classNames);
    }

    static ModelState untrained(ParameterSnapshot parameters) {
        return new ModelState(parameters, List.of(), null, null, History.NONE, null);
    }
}
