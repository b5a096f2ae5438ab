package org.scratchcnn.reports;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {

    @Test
    void dependOnEachOtherInOneDirection() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.scratchcnn.reports");

        slices().matching("org.scratchcnn.reports.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
