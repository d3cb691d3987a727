package dk.hoibu.fhir.audit.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * A time-stamping authority (RFC 3161) that signs when it saw the SHA-256 of a checkpoint's note. It remembers nothing: note and answer are
 * kept in a folder, as {@code size.note} and {@code size.tsr}, and prove what was known when, wherever they are copied.
 */
public final class TimestampAnchor implements Anchor {

    private final HttpClient http;
    private final URI address;
    private final X509Certificate authority;
    private final Path folder;
    private final Duration patience;
    private final SecureRandom random;

    /** @param authority whose signature is believed */
    public TimestampAnchor(
            HttpClient http,
            URI address,
            X509Certificate authority,
            Path folder,
            Duration patience,
            SecureRandom random) {
        this.http = http;
        this.address = address;
        this.authority = authority;
        this.folder = folder;
        this.patience = patience;
        this.random = random;
    }

    @Override
    public String name() {
        return "timestamp";
    }

    @Override
    public void remember(SignedNote note, GrowthProof growth) {
        byte[] bytes = note.toString().getBytes(StandardCharsets.UTF_8);
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            TimeStampRequest request = generator.generate(
                    TSPAlgorithms.SHA256, TreeHash.sha256().digest(bytes), new BigInteger(64, random));
            byte[] answer = ask(request.getEncoded());
            check(request, new TimeStampResponse(answer));
            long size = Checkpoint.parse(note.text()).size();
            Files.createDirectories(folder);
            write(folder.resolve(size + ".note"), bytes);
            write(folder.resolve(size + ".tsr"), answer);
        } catch (IOException | TSPException e) {
            throw new AnchorFailed("the time-stamping authority gave no timestamp", e);
        }
    }

    private void check(TimeStampRequest request, TimeStampResponse response) throws TSPException {
        response.validate(request);
        if (response.getTimeStampToken() == null) {
            throw new AnchorFailed("the time-stamping authority refused");
        }
        try {
            response.getTimeStampToken().validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
        } catch (OperatorCreationException e) {
            throw new AnchorFailed("the authority's certificate cannot be used", e);
        }
    }

    private byte[] ask(byte[] request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(post, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AnchorFailed("the time-stamping authority answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorFailed("asking the time-stamping authority was interrupted", e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
