package dk.hoibu.fhir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dk.hoibu.fhir.message.xdis.Assumptions;
import dk.hoibu.fhir.message.xdis.AttachedObjects;
import dk.hoibu.fhir.message.xdis.Conversations;
import dk.hoibu.fhir.message.xdis.ConversionRefused;
import dk.hoibu.fhir.message.xdis.ConversionReport;
import dk.hoibu.fhir.message.xdis.Converted;
import dk.hoibu.fhir.message.xdis.Edition;
import dk.hoibu.fhir.message.xdis.Exchanged;
import dk.hoibu.fhir.message.xdis.IdSource;
import dk.hoibu.fhir.message.xdis.LetterReader;
import dk.hoibu.fhir.message.xdis.LetterWriter;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.Receipt;
import dk.hoibu.fhir.message.xdis.ReceiptConversion;
import dk.hoibu.fhir.message.xdis.ReceiptXml;
import dk.hoibu.fhir.message.xdis.Xdis91Conversion;
import dk.hoibu.fhir.message.xdis.XdisLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** One run of {@code convert}. */
final class ConvertRun {

    private final MessageFiles messages;
    private final Xdis91Conversion letters;
    private final ReceiptConversion receipts;
    private final Edition edition;
    private final PrintWriter err;

    ConvertRun(
            MessageFiles messages,
            OrganisationRegister register,
            AttachedObjects objects,
            Assumptions assumptions,
            Edition edition,
            PrintWriter err) {
        this.messages = messages;
        this.letters = new Xdis91Conversion(register, objects, Conversations.unknown(), assumptions, IdSource.byName());
        this.receipts = new ReceiptConversion(register, Exchanged.nothing(), assumptions, IdSource.byName());
        this.edition = edition;
        this.err = err;
    }

    /** A file, or standard input for {@code -}. */
    static byte[] read(String input) throws IOException {
        return input.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(input));
    }

    /** What {@code read} becomes, as it is written; the report goes to that file, or line by line to the terminal. */
    byte[] convert(byte[] read, boolean toLetter, @Nullable Path report) throws IOException {
        Converted<byte[]> converted = toLetter ? toLetter(messages.read(read)) : toMessage(read);
        if (report == null) {
            converted.report().findings().forEach(err::println);
        } else {
            Files.write(report, json(converted.report()));
        }
        return converted.result();
    }

    private Converted<byte[]> toMessage(byte[] read) {
        Converted<Bundle> converted = ReceiptXml.isReceipt(read)
                ? receipts.toAcknowledgement(ReceiptXml.read(read))
                : letters.toMessage(LetterReader.read(read));
        return new Converted<>(messages.write(converted.result()), converted.report());
    }

    private Converted<byte[]> toLetter(Bundle message) {
        if (MessageFiles.isAcknowledgement(message)) {
            Converted<Receipt> receipt = receipts.toReceipt(message)
                    .orElseThrow(() -> new ConversionRefused(
                            "MessageHeader.response.code", "of a transient error no receipt is sent: it is not over"));
            return new Converted<>(ReceiptXml.write(receipt.result()), receipt.report());
        }
        Converted<XdisLetter> letter = letters.toLetter(message, edition);
        return new Converted<>(LetterWriter.write(letter.result()), letter.report());
    }

    private static byte[] json(ConversionReport report) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode findings = mapper.createArrayNode();
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .put("element", finding.element())
                        .put("why", finding.why()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(findings);
    }
}
