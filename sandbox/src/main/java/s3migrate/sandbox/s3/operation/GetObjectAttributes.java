package s3migrate.sandbox.s3.operation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.ObjectPart;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// Tells of an object what it is asked for, parts in pages. Sizes and checksums of single parts are
/// known of composite objects only; of others just how many there are.
record GetObjectAttributes(ObjectRead reads) implements Operation {
    private static final int MAX_PARTS = 1000;

    private enum Attribute {
        ETag,
        Checksum,
        ObjectParts,
        StorageClass,
        ObjectSize
    }

    @Override
    public Response answer(Request request) {
        Set<Attribute> wanted = wanted(request);
        ObjectVersion object = reads.find(request);
        CustomerKeys.checkRead(request, object);
        Xml xml = Xml.document("GetObjectAttributesResponse");
        if (wanted.contains(Attribute.ETag)) {
            xml.element("ETag", object.etag());
        }
        if (wanted.contains(Attribute.Checksum)) {
            object.checksum().ifPresent(checksum -> write(xml, checksum));
        }
        if (wanted.contains(Attribute.ObjectParts) && !object.parts().isEmpty()) {
            writeParts(xml, request, object);
        }
        if (wanted.contains(Attribute.StorageClass)) {
            xml.element("StorageClass", object.properties().storageClass());
        }
        if (wanted.contains(Attribute.ObjectSize)) {
            xml.element("ObjectSize", object.size());
        }
        return Response.xml(xml)
                .with("Last-Modified", Times.http(object.lastModified()))
                .with(
                        "x-amz-version-id",
                        ResponseHeaders.versionId(reads.bucket(request), object.versionId()));
    }

    private static Set<Attribute> wanted(Request request) {
        String names = request.headersAfter("x-amz-object-attributes").getOrDefault("", "");
        if (names.isBlank()) {
            throw S3Errors.invalidRequest(
                    "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or"
                            + " empty");
        }
        Set<Attribute> wanted = EnumSet.noneOf(Attribute.class);
        for (String name : names.split(",", -1)) {
            wanted.add(
                    Arrays.stream(Attribute.values())
                            .filter(one -> one.name().equals(name.strip()))
                            .findFirst()
                            .orElseThrow(() ->
                                    S3Errors.invalidArgument(
                                            "Invalid attribute name specified.",
                                            "x-amz-object-attributes",
                                            name.strip())));
        }
        return wanted;
    }

    private static void write(Xml xml, Checksum checksum) {
        xml.open("Checksum")
                .element(checksum.algorithm().element(), checksum.value())
                .element("ChecksumType", checksum.type().name())
                .close();
    }

    private static void writeParts(Xml xml, Request request, ObjectVersion object) {
        List<ObjectPart> parts = object.parts();
        xml.open("ObjectParts").element("PartsCount", parts.size());
        if (parts.getFirst().checksum().isPresent()) {
            int marker = number(request, "x-amz-part-number-marker", 0);
            int limit = Math.min(number(request, "x-amz-max-parts", MAX_PARTS), MAX_PARTS);
            List<ObjectPart> rest = parts.stream().filter(part -> part.number() > marker).toList();
            List<ObjectPart> page = rest.stream().limit(limit).toList();
            xml.element("PartNumberMarker", marker)
                    .element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
                    .element("MaxParts", limit)
                    .element("IsTruncated", Boolean.toString(page.size() < rest.size()));
            page.forEach(part -> write(xml, object, part));
        }
        xml.close();
    }

    private static void write(Xml xml, ObjectVersion object, ObjectPart part) {
        xml.open("Part").element("PartNumber", part.number()).element("Size", part.bytes());
        object.checksum()
                .ifPresent(whole -> xml.element(whole.algorithm().element(), part.checksum()));
        xml.close();
    }

    private static int number(Request request, String header, int otherwise) {
        Optional<String> text = request.header(header);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw S3Errors.invalidArgument(
                    "Provided " + header + " not an integer or within integer range",
                    header,
                    text.get());
        }
        return Integer.parseInt(text.get());
    }
}
