package dk.hoibu.fhir.message;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.validation.Finding;
import dk.hoibu.fhir.validation.Finding.Level;
import dk.hoibu.fhir.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.utilities.npm.NpmPackage;

/** What HAPI's validator says with the published packages, the profile given and not asked of the message. */
public final class Official {

    public static final String MESSAGE =
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message";
    public static final String ACKNOWLEDGEMENT =
            "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/medcom-messaging-acknowledgement";
    private static final Path ACK =
            Path.of(System.getProperty("user.home"), ".fhir/packages/medcom.fhir.dk.acknowledgement#2.0.3");

    private final Validator validator;

    public Official() {
        try {
            List<NpmPackage> packages =
                    new ArrayList<>(OfficialPackages.ofThisUser().present());
            if (Files.isDirectory(ACK)) {
                packages.add(NpmPackage.fromFolder(ACK.toString()));
            }
            validator = Validator.of(R4Validator.CONTEXT, packages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isThere() {
        return OfficialPackages.ofThisUser().missing().isEmpty() && Files.isDirectory(ACK);
    }

    public static String missing() {
        return OfficialPackages.ofThisUser().missing().isEmpty()
                ? "medcom.fhir.dk.acknowledgement#2.0.3 is not in ~/.fhir/packages"
                : OfficialPackages.ofThisUser().missingLine();
    }

    /** Its errors; one that says so if it fails itself. */
    public List<Finding> errors(String message, String profile) {
        try {
            return validator.validate(message, List.of(profile)).atLeast(Level.ERROR);
        } catch (RuntimeException | Error failed) {
            // of some malformed messages it makes an Error of its own
            return List.of(new Finding(Level.ERROR, "", 0, 0, "FAILED", failed.toString()));
        }
    }
}
