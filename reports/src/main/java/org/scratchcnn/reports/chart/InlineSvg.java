package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * SVG documents as elements of an HTML page: as wide as there is room, with ids that are unique in the page, with words
 * for those who can't see them, and with the page's colours for text, lines and paper, so that they can be read in its
 * dark form too.
 */
final class InlineSvg {

    private static final String WITHOUT_DTD = "http://apache.org/xml/features/nonvalidating/load-external-dtd";

    /** What XChart draws its tick marks with. */
    private static final Color TICK_MARK = new Color(130, 130, 130);

    /** The page's names for what is drawn in these colours. */
    private static final Map<String, String> VARIABLES = Map.of(
            css(Fonts.INK), "var(--ink)",
            css(Fonts.SOFT_INK), "var(--soft-ink)",
            css(TICK_MARK), "var(--soft-ink)",
            css(Fonts.GRID), "var(--grid)",
            css(Color.WHITE), "var(--paper)");

    private InlineSvg() {}

    /**
     * The element.
     *
     * @param id unique in the page
     * @param description read out in its place; empty for decoration
     */
    static String of(String svg, String id, String description) {
        var document = parse(svg);
        var root = document.getDocumentElement();
        for (var attribute : List.of("width", "height", "x", "y", "version")) {
            root.removeAttribute(attribute);
        }
        if (description.isEmpty()) {
            root.setAttribute("aria-hidden", "true");
        } else {
            root.setAttribute("role", "img");
            root.setAttribute("aria-label", description);
        }
        for (var element : elements(root)) {
            adapt(element, id);
        }
        return write(document);
    }

    private static void adapt(Element element, String id) {
        if (element.hasAttribute("id")) {
            element.setAttribute("id", id + "-" + element.getAttribute("id"));
        }
        if (element.hasAttribute("clip-path")) {
            element.setAttribute("clip-path", element.getAttribute("clip-path").replace("url(#", "url(#" + id + "-"));
        }
        if (element.hasAttribute("style")) {
            var style = element.getAttribute("style").replace("url(#", "url(#" + id + "-");
            for (var color : VARIABLES.entrySet()) {
                style = style.replace(color.getKey(), color.getValue());
            }
            element.setAttribute("style", style);
        }
    }

    private static List<Element> elements(Element root) {
        var nodes = root.getElementsByTagName("*");
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String css(Color color) {
        return "rgb(%d,%d,%d)".formatted(color.getRed(), color.getGreen(), color.getBlue());
    }

    private static Document parse(String svg) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(WITHOUT_DTD, false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("A chart was drawn as SVG that can't be read", e);
        }
    }

    private static String write(Document document) {
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("A chart's SVG can't be written", e);
        }
    }
}
