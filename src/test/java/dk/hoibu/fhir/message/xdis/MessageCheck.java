package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.validation.Finding;
import dk.hoibu.fhir.validation.Finding.Level;
import dk.hoibu.fhir.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.xml.sax.SAXException;

/** The two judges that are not ours: the official validator with MedCom's packages, and MedCom's schema. */
final class MessageCheck {

    static final String MESSAGE = CareTerms.CARE + "message";
    static final String ACKNOWLEDGEMENT = CareTerms.ACKNOWLEDGEMENT + "medcom-messaging-acknowledgement";
    static final Path SHARED = Path.of(System.getProperty("hoibu.shared", "../shared"));
    private static final Path SAMPLES = SHARED.resolve("samples/xdis91");
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".fhir", "packages");
    private static final String ACKNOWLEDGEMENTS = "medcom.fhir.dk.acknowledgement#2.0.3";

    private MessageCheck() {}

    /** The folder of official samples; without it the test is skipped. */
    static Path samples() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "the folder with the official samples is not there; name it with -Dhoibu.shared=FOLDER");
        return SAMPLES;
    }

    /** The official validator; without all packages the test is skipped. */
    static Validator validator() {
        OfficialPackages packages = OfficialPackages.ofThisUser();
        assumeTrue(packages.missing().isEmpty(), packages::missingLine);
        return Validator.of(Letters.CONTEXT, packages.present());
    }

    /** The same, for Acknowledgements too. */
    static Validator acknowledgementValidator() {
        Path folder = CACHE.resolve(ACKNOWLEDGEMENTS);
        OfficialPackages packages = OfficialPackages.ofThisUser();
        assumeTrue(packages.missing().isEmpty(), packages::missingLine);
        assumeTrue(Files.isDirectory(folder), ACKNOWLEDGEMENTS + " is not in ~/.fhir/packages");
        try {
            List<NpmPackage> all = new ArrayList<>(packages.present());
            all.add(NpmPackage.fromFolder(folder.toString()));
            return Validator.of(Letters.CONTEXT, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireValid(Validator validator, Bundle message, String profile) {
        String json = Letters.CONTEXT.newJsonParser().encodeResourceToString(message);
        List<Finding> errors = validator.validate(json, List.of(profile)).atLeast(Level.ERROR);
        assertThat(errors).as(json).isEmpty();
    }

    static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(samples().resolve("xsd-2019-02-19/EMessage.xsd").toFile());
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails unless the schema takes {@code letter}; one of 2006 as if it were of 2019, whose elements are the same. */
    static void requireValid(Schema schema, byte[] letter) {
        String text = new String(letter, StandardCharsets.ISO_8859_1)
                .replace(Edition.OF_2006.namespace(), Edition.OF_2019.namespace())
                .replace(Edition.OF_2006.versionCode(), Edition.OF_2019.versionCode());
        try {
            schema.newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + "\n" + text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
