package s3migrate.sandbox.s3.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import s3migrate.sandbox.s3.error.S3Errors;

/// An element of a request's XML, by local name; attributes and namespaces are of no concern to S3.
public record XmlElement(String name, List<XmlElement> children, String text) {
    private static final XMLInputFactory FACTORY = factory();

    /// The root; anything malformed, or any document type, is S3's MalformedXML.
    public static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader =
                    FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw S3Errors.malformedXml();
                }
            }
            return read(reader);
        } catch (XMLStreamException malformed) {
            throw S3Errors.malformedXml();
        }
    }

    public Stream<XmlElement> all(String child) {
        return children.stream().filter(one -> one.name().equals(child));
    }

    public Optional<String> find(String child) {
        return all(child).findFirst().map(XmlElement::text);
    }

    /// The text of a child that must be there.
    public String get(String child) {
        return find(child).orElseThrow(S3Errors::malformedXml);
    }

    public int number(String child) {
        try {
            return Integer.parseInt(get(child).strip());
        } catch (NumberFormatException notANumber) {
            throw S3Errors.malformedXml();
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next();
                event != XMLStreamConstants.END_ELEMENT;
                event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(read(reader));
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return new XmlElement(name, children, text.toString());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
