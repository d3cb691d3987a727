package dk.hoibu.fhir.message.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON value with everything a FHIR reader must see: properties in their order, also twice, and how a value was written. */
sealed interface Json {

    /** A property of an object. */
    record Member(String name, Json value) {}

    /** {@code {...}}. */
    record Obj(List<Member> members) implements Json {}

    /** {@code [...]}. */
    record Arr(List<Json> items) implements Json {}

    /** A text, number or truth value. */
    record Scalar(Kind kind, String text) implements Json {}

    /** {@code null}. */
    record Null() implements Json {}

    /** How a scalar was written. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    /** For one reader: deep nesting and a million parts end it, long texts do not, since an attachment is one. */
    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(100)
                        .maxTokenCount(1_000_000)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /**
     * The one value of a text.
     *
     * @throws IOException if it is no JSON, is cut off, or goes on after the value
     */
    static Json read(JsonParser parser) throws IOException {
        parser.nextToken();
        Json value = value(parser);
        if (parser.nextToken() != null) {
            throw new IOException("text after the end");
        }
        return value;
    }

    private static Json value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("cut off");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Scalar(Kind.TEXT, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(Kind.TRUTH, parser.getText());
            case VALUE_NULL -> new Null();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("no value");
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.add(new Member(name, value(parser)));
        }
        return new Obj(members);
    }

    private static Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Arr(items);
    }
}
