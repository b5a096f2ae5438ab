package org.scratchcnn.kernel.generator;

import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A class of tiles.
 *
 * @param packageName of the class
 * @param className of the class
 * @param imports beside those that all have
 * @param summary of the class: what its loop nest computes
 * @param loopNest in plain Java, with ROWS and COLUMNS for a tile's
 * @param usesLanes whether the methods need the number of lanes
 * @param tiles that get a method
 * @param method writes the method of a tile
 */
record TileSource(
        String packageName,
        String className,
        List<String> imports,
        String summary,
        String loopNest,
        boolean usesLanes,
        List<Tile> tiles,
        BiConsumer<JavaSource, Tile> method) {

    String path() {
        return packageName.replace('.', '/') + "/" + className + ".java";
    }

    String text() {
        var java = new JavaSource();
        java.line("package %s;", packageName);
        java.blankLine();
        var allImports = new TreeSet<>(imports);
        allImports.add("jdk.incubator.vector.FloatVector");
        allImports.add("jdk.incubator.vector.VectorSpecies");
        for (var name : allImports) {
            java.line("import %s;", name);
        }
        java.blankLine();
        java.line("/**");
        summary.lines().forEach(line -> java.line(" * %s", line));
        java.line(" *");
        java.line(" * <pre>{@code");
        loopNest.lines().forEach(line -> java.line(" * %s", line));
        java.line(" * }</pre>");
        java.line(" *");
        java.line(
                " * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by");
        java.line(" *");
        java.line(" * <pre>{@code %s}</pre>", TileGenerator.COMMAND);
        java.line(" */");
        java.open("final class %s", className);
        java.blankLine();
        java.line("private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;");
        if (usesLanes) {
            java.line("private static final int LANES = SPECIES.length();");
        }
        java.blankLine();
        java.line("private %s() {}", className);
        for (var tile : tiles) {
            java.blankLine();
            method.accept(java, tile);
        }
        java.close();
        return java.text();
    }
}
