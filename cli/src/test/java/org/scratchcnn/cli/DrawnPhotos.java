package org.scratchcnn.cli;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Twelve images of different sizes in each of the folders {@code red} and {@code green}, named 0.png to 11.png. */
final class DrawnPhotos {

    private DrawnPhotos() {}

    static void into(Path folder) throws IOException {
        var random = new SplittableRandom(1);
        for (var colour : new Color[] {Color.RED, Color.GREEN}) {
            var place = Files.createDirectories(folder.resolve(colour.equals(Color.RED) ? "red" : "green"));
            for (int i = 0; i < 12; i++) {
                ImageIO.write(
                        draw(colour, random),
                        "png",
                        place.resolve(Integer.toString(i) + ".png").toFile());
            }
        }
    }

    private static BufferedImage draw(Color colour, SplittableRandom random) {
        var image = new BufferedImage(10 + random.nextInt(10), 10 + random.nextInt(10), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int shade = random.nextInt(100);
                int red = Math.max(colour.getRed() - shade, 0);
                int green = Math.max(colour.getGreen() - shade, 0);
                image.setRGB(x, y, new Color(red, green, shade).getRGB());
            }
        }
        return image;
    }
}
