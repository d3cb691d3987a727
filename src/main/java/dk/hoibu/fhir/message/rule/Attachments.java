package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.rule.Attached.Bytes;
import dk.hoibu.fhir.message.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Holds what is attached to a message against what the message says of it. Opens nothing, fetches nothing. */
final class Attachments {

    private Attachments() {}

    /** R4's own: a type where there are data, and the size that is said. */
    static void structure(Node attachment, Run run) {
        Node data = attachment.first("data");
        run.require(data == null || attachment.first("contentType") != null, "att-1", attachment);
        String size = attachment.text("size");
        if (data != null && data.value() != null && !size.isEmpty()) {
            Optional<Bytes> bytes = run.attached().of(data.value());
            run.require(bytes.isEmpty() || size.equals(Long.toString(bytes.get().size())), "att-size", attachment);
        }
    }

    /** What the official validator does not look at. */
    static void check(Node attachment, Run run) {
        Node type = attachment.first("contentType");
        if (type != null && type.value() != null && !attachment.text("data").isEmpty()) {
            String claimed = type.value();
            Optional<Bytes> bytes = run.attached().of(attachment.text("data"));
            run.require(bytes.isEmpty() || isOf(claimed, bytes.get().beginning()), "hoibu-attachment-type", type);
        }
        Node url = attachment.first("url");
        if (url != null && url.value() != null) {
            run.require(PublicLink.isOne(url.value()), "hoibu-link", url);
        }
        Node title = attachment.first("title");
        if (title != null) {
            run.require(PlainText.isTitle(attachment.text("title")), "hoibu-markup", title);
        }
    }

    /** Whether bytes that begin so are of that type; types that are not allowed anyway pass. */
    private static boolean isOf(String contentType, byte[] beginning) {
        String start = new String(beginning, StandardCharsets.ISO_8859_1);
        return switch (contentType.toLowerCase(Locale.ROOT)) {
            // readers take it within the first kilobyte
            case "application/pdf" -> start.contains("%PDF-");
            case "image/gif" -> start.startsWith("GIF87a") || start.startsWith("GIF89a");
            case "image/jpeg" -> start.startsWith("\u00ff\u00d8\u00ff");
            case "image/png" -> start.startsWith("\u0089PNG\r\n\u001a\n");
            case "image/tiff" -> isTiff(start);
            case "image/bmp" -> start.startsWith("BM");
            default -> true;
        };
    }

    /** In either order of bytes, with addresses of four bytes (TIFF 6.0) or eight (BigTIFF). */
    private static boolean isTiff(String start) {
        return start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0")
                || start.startsWith("MM\0+");
    }
}
