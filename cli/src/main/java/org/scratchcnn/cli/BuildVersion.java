package org.scratchcnn.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that the build had. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (var resource = BuildVersion.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        }
        return new String[] {properties.getProperty("version")};
    }
}
