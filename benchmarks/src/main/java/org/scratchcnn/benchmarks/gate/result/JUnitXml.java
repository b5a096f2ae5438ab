package org.scratchcnn.benchmarks.gate.result;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

/** The result as JUnit's XML: a test case for each benchmark, skipped where the verdict is inconclusive. */
public final class JUnitXml {

    private JUnitXml() {}

    /** The whole document. */
    public static String write(GateResult result) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "speed gate: " + result.set());
            xml.writeAttribute("timestamp", result.created().toString());
            xml.writeAttribute("tests", Integer.toString(result.benchmarks().size()));
            xml.writeAttribute("failures", count(result, Verdict.FAIL));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", count(result, Verdict.INCONCLUSIVE));
            for (var benchmark : result.benchmarks()) {
                testCase(xml, result, benchmark);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new AssertionError("A string takes everything", e);
        }
        return text + "\n";
    }

    private static String count(GateResult result, Verdict verdict) {
        return Long.toString(result.benchmarks().stream()
                .filter(benchmark -> benchmark.finding().verdict() == verdict)
                .count());
    }

    private static void testCase(XMLStreamWriter xml, GateResult result, BenchmarkResult benchmark)
            throws XMLStreamException {
        var finding = benchmark.finding();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "gate." + result.set());
        xml.writeAttribute("name", finding.benchmark());
        switch (finding.verdict()) {
            case PASS -> {}
            case INCONCLUSIVE -> message(xml, "skipped", finding.reason());
            case FAIL -> message(xml, "failure", finding.reason());
        }
        var change = finding.change();
        if (change != null) {
            xml.writeStartElement("system-out");
            xml.writeCharacters("%s %s over %d pairs"
                    .formatted(
                            Summary.signed(change.estimate()),
                            Summary.interval(change),
                            finding.pairs().size()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void message(XMLStreamWriter xml, String element, String reason) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", reason);
        xml.writeEndElement();
    }
}
