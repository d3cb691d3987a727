package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.ObjectCode;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of file a letter may refer to, with what they are in a CareCommunication message, which takes six of them. */
public enum FileKind implements Coded {
    PCX(ObjectCode.BILLEDE, ""),
    TIFF(ObjectCode.BILLEDE, "image/tiff"),
    JPEG(ObjectCode.BILLEDE, "image/jpeg"),
    GIF(ObjectCode.BILLEDE, "image/gif"),
    BMP(ObjectCode.BILLEDE, "image/bmp"),
    PNG(ObjectCode.BILLEDE, "image/png"),
    MPG(ObjectCode.MULTIMEDIE, ""),
    DCM(ObjectCode.BILLEDE, ""),
    SCP(ObjectCode.BIOSIGNALER, ""),
    TXT(ObjectCode.TEKSTFIL, ""),
    RTF(ObjectCode.TEKSTFIL, ""),
    DOC(ObjectCode.TEKSTFIL, ""),
    XLS(ObjectCode.TEKSTFIL, ""),
    WPD(ObjectCode.TEKSTFIL, ""),
    EXE(ObjectCode.PROGRAM, ""),
    PDF(ObjectCode.VEKTOR_GRAFIK, "application/pdf"),
    WAV(ObjectCode.MULTIMEDIE, ""),
    AVI(ObjectCode.MULTIMEDIE, ""),
    MID(ObjectCode.MULTIMEDIE, ""),
    RMI(ObjectCode.MULTIMEDIE, ""),
    COM(ObjectCode.PROGRAM, ""),
    ZIP(ObjectCode.PROPRIETAERT_INDHOLD, ""),
    BIN(ObjectCode.MULTIMEDIE, ""),
    INH(ObjectCode.MULTIMEDIE, ""),
    PLO(ObjectCode.PROPRIETAERT_INDHOLD, "");

    private final ObjectCode sort;
    private final String contentType;

    FileKind(ObjectCode sort, String contentType) {
        this.sort = sort;
        this.contentType = contentType;
    }

    /** The sort of content that municipal systems give such a file. */
    ObjectCode sort() {
        return sort;
    }

    /** Empty when a CareCommunication message takes no such file. */
    Optional<String> contentType() {
        return Optional.of(contentType).filter(type -> !type.isEmpty());
    }

    /** Empty when no letter refers to such a file. */
    static Optional<FileKind> of(String contentType) {
        return Arrays.stream(values())
                .filter(kind -> !contentType.isEmpty() && kind.contentType.equals(contentType))
                .findFirst();
    }
}
