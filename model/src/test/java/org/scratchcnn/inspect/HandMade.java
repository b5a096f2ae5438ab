package org.scratchcnn.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scratchcnn.Model;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.file.SafetensorsFile;

/** Models whose weights a test has chosen. */
final class HandMade {

    private HandMade() {}

    /** The same model with other values of some parameters. */
    static Model with(Model model, Path folder, Map<String, float[]> values) throws IOException {
        var file = folder.resolve("hand-made.safetensors");
        model.save(file);
        model.close();
        var stored = SafetensorsFile.read(file);
        var tensors = new LinkedHashMap<>(stored.snapshot().tensors());
        values.forEach((name, chosen) ->
                tensors.put(name, new Tensor(stored.snapshot().tensor(name).shape(), chosen)));
        new SafetensorsFile(new ParameterSnapshot(tensors), stored.metadata()).write(file);
        return Model.load(file);
    }
}
