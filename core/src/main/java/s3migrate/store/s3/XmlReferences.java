package s3migrate.store.s3;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// References to characters in the text of XML.
final class XmlReferences {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(\\w+));");

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private XmlReferences() {}

    /// The text with each reference replaced by its character; unknown ones stay.
    static String resolved(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> {
                    var named = found.group(3);
                    String character =
                            named == null
                                    ? Character.toString(
                                            found.group(1) == null
                                                    ? Integer.parseInt(found.group(2))
                                                    : Integer.parseInt(found.group(1), 16))
                                    : NAMED.getOrDefault(named, found.group());
                    return Matcher.quoteReplacement(character);
                });
    }
}
