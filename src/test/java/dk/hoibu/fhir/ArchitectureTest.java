package dk.hoibu.fhir;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom (docs/architecture.md), and the other rules of this house. */
class ArchitectureTest {

    private static final String ROOT = "dk.hoibu.fhir";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** {@code room} may use, of our own packages, itself and these. */
    private static void mayUse(String room, String... others) {
        List<String> allowed = new ArrayList<>(List.of(ROOT + "." + room));
        for (String other : others) {
            allowed.add(ROOT + "." + other);
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage(allowed.toArray(String[]::new)))))
                .check(CLASSES);
    }

    @Test
    void importsRunTheWayTheRequestTravels() {
        mayUse("domain");
        mayUse("log");
        mayUse("access", "domain");
        mayUse("audit", "audit.trail", "access", "log", "domain");
        mayUse("audit.citizen", "audit", "domain");
        mayUse("audit.trail");
        mayUse("audit.trail.sql", "audit.trail");
        mayUse("audit.proof");
        mayUse("message.wire");
        mayUse("message.store");
        mayUse("message.store.sql", "message.store");
        mayUse("message.keeping", "message.store");
        mayUse("message.view", "message.store", "message.xdis", "fhir", "domain");
        mayUse("verify");
        mayUse("forward", "audit", "audit.trail");
        mayUse("forward.atna", "forward", "audit", "audit.trail", "mapping", "fhir");
        mayUse("forward.minlog", "forward", "audit", "audit.trail", "fhir", "log", "domain");
        mayUse("watch", "audit", "audit.trail", "access", "domain");
        mayUse("source", "access", "domain");
        for (String kind : new String[] {"caseindex", "booking", "organisation", "healthorg", "school", "person"}) {
            mayUse("source." + kind, "source", "access", "domain");
            mayUse("source." + kind + ".*", "source." + kind, "source", "source.folder", "access", "domain");
        }
        mayUse("source.folder", "source", "access", "domain");
        mayUse("fhir", "access", "domain");
        mayUse("overview", "source", "source.*", "access", "fhir", "domain");
        mayUse("mapping", "audit", "audit.citizen", "overview", "source", "source.*", "access", "fhir", "domain");
        mayUse("search", "audit.trail", "fhir", "domain");
        mayUse("launch", "access", "domain");
        mayUse(
                "resource",
                "launch",
                "log",
                "search",
                "mapping",
                "audit",
                "audit.citizen",
                "audit.trail",
                "overview",
                "source",
                "source.*",
                "access",
                "fhir",
                "domain");
        mayUse("smart", "access", "domain");
        mayUse("http", "smart", "audit", "audit.trail", "access", "fhir", "log", "domain");
        mayUse(
                "message.reception",
                "message.ack",
                "message.rule",
                "message.store",
                "message.tree",
                "message.wire",
                "audit",
                "access",
                "fhir",
                "log",
                "domain");
        mayUse(
                "message.delivery",
                "message.reception",
                "message.ack",
                "message.store",
                "message.tree",
                "message.wire",
                "forward",
                "access");
        mayUse("message.delivery.envelope", "message.delivery", "message.store");
        mayUse("message.delivery.msh", "message.delivery", "forward");
        mayUse(
                "message.delivery.letter",
                "message.delivery",
                "message.reception",
                "message.store",
                "message.wire",
                "message.xdis",
                "access");
        mayUse(
                "message.http",
                "message.view",
                "message.reception",
                "message.build",
                "message.ack",
                "message.rule",
                "log",
                "message.store",
                "message.wire",
                "http",
                "search",
                "audit",
                "access",
                "fhir",
                "domain");
        mayUse("message.tree");
        mayUse("message.rule", "message.tree", "fhir");
        mayUse("message.ack", "message.rule", "message.tree", "fhir");
        mayUse("message.build", "message.ack", "message.rule", "fhir");
        mayUse("message.xdis", "fhir", "domain");
        mayUse("guide");
        mayUse("generate", "domain", "source.folder");
        mayUse("validation");
        mayUse("devauth", "smart", "access", "launch", "domain");
        mayUse(
                "cli",
                "audit",
                "audit.citizen",
                "audit.proof",
                "audit.trail",
                "audit.trail.sql",
                "devauth",
                "access",
                "generate",
                "validation",
                "verify",
                "guide",
                "message.xdis",
                "message.store",
                "message.store.sql",
                "fhir",
                "log",
                "domain");
    }

    /** No production configuration can reach it: the top decides, and the command that prints tokens. */
    @Test
    void theDevelopmentServerIsUsedByTheTopAndTheTokenCommandAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".devauth")
                .and()
                .doNotHaveFullyQualifiedName(dk.hoibu.fhir.cli.TokenCommand.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".devauth")
                .check(CLASSES);
    }

    @Test
    void aRuleThatIsBrokenFails() {
        assertThatThrownBy(() -> mayUse("mapping", "fhir")).isInstanceOf(AssertionError.class);
    }

    @Test
    void nothingUsesTheTop() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void thereAreNoCircles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching(ROOT + ".source.(*).(*)")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void onlyTheFhirSideKnowsFhir() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".source..",
                        ROOT + ".access..",
                        ROOT + ".audit..",
                        ROOT + ".watch..",
                        ROOT + ".domain..",
                        ROOT + ".generate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..")
                .check(CLASSES);
    }

    @Test
    void mappingReadsNothingButItsArguments() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".mapping")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net.http..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void messagesAreJudgedAcknowledgedAndConvertedFromArgumentsAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".message.tree",
                        ROOT + ".message.rule",
                        ROOT + ".message.ack",
                        ROOT + ".message.build",
                        ROOT + ".message.wire",
                        ROOT + ".message.xdis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void onlyAccessMakesGrants() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".access")
                .should()
                .callConstructor(
                        dk.hoibu.fhir.access.CitizenGrant.class,
                        dk.hoibu.fhir.access.Requester.class,
                        dk.hoibu.fhir.domain.PersonNumber.class)
                .orShould()
                .callConstructor(dk.hoibu.fhir.access.DirectoryGrant.class, dk.hoibu.fhir.access.Requester.class)
                .check(CLASSES);
    }

    @Test
    void theWorldIsReadAtTheTop() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        JavaPackage root = CLASSES.getPackage(ROOT);
        List<String> bare = new ArrayList<>();
        root.getSubpackagesInTree().stream()
                .filter(room -> !room.getClasses().isEmpty())
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .forEach(room -> bare.add(room.getName()));
        assertThat(bare).isEmpty();
        assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveNameMatching(".*\\.Base[A-Z][^.]*")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .check(CLASSES);
    }

    @Test
    void classesAreFinalOrSealedByKind() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(CLASSES);
    }
}
