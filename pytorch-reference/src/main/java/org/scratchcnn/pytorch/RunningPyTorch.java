package org.scratchcnn.pytorch;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.scratchcnn.engine.EngineFacts;

/** What the running PyTorch says of itself. */
final class RunningPyTorch {

    private RunningPyTorch() {}

    static SortedMap<String, String> facts() {
        var facts = new TreeMap<String, String>();
        facts.put("java", Runtime.version().toString());
        facts.put("pytorch", setting("TORCH_VERSION"));
        facts.put("blas", blas(setting("BLAS_INFO")));
        facts.put("onednn", usesOneDnn() ? "yes" : "no");
        facts.put("onednn.version", text(torch.get_mkldnn_version()));
        facts.put("threads", Integer.toString(torch.get_num_threads()));
        facts.put(EngineFacts.INSTRUCTIONS, text(torch.get_cpu_capability()));
        return facts;
    }

    static boolean usesOneDnn() {
        try (var context = torch.globalContext()) {
            return Context.hasMKLDNN() && context.userEnabledMkldnn();
        }
    }

    /** How the library was built, in many lines. */
    static String configuration() {
        return text(torch.show_config());
    }

    private static String setting(String name) {
        var matcher = Pattern.compile("\\b" + name + "=([^,\\s]+)").matcher(configuration());
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    /** As PyTorch's build names them. */
    private static String blas(String info) {
        return switch (info) {
            case "open" -> "OpenBLAS";
            case "mkl" -> "MKL";
            default -> info;
        };
    }

    private static String text(BytePointer bytes) {
        try (bytes) {
            return bytes.getString().strip();
        }
    }
}
