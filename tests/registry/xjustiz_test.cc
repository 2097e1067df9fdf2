// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/xjustiz.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/registry/collecting_sink.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

// An invented company in the shape of XJustiz 3.5.
std::string Message(const std::string& doctype = "",
                    const std::string& number = "900101") {
  return R"(<?xml version="1.0" encoding="UTF-8"?>)" + doctype + R"(
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de">
<tns:nachrichtenkopf xjustizVersion="3.5.1"><tns:auswahl_absender>
<tns:absender.gericht><code>K1101</code></tns:absender.gericht>
</tns:auswahl_absender></tns:nachrichtenkopf>
<tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten>
<tns:auswahl_instanzbehoerde><tns:gericht listVersionID="3.5">
<!--Amtsgericht Hamburg--><code>K1101</code></tns:gericht>
</tns:auswahl_instanzbehoerde>
<tns:aktenzeichen><tns:auswahl_aktenzeichen><tns:aktenzeichen.strukturiert>
<tns:register><!--HRB--><code>HRB</code></tns:register>
<tns:laufendeNummer>)" +
         number + R"(</tns:laufendeNummer><tns:jahr/>
</tns:aktenzeichen.strukturiert></tns:auswahl_aktenzeichen></tns:aktenzeichen>
<tns:verfahrensgegenstand><tns:gegenstand>Strukturierter Registerinhalt
</tns:gegenstand></tns:verfahrensgegenstand></tns:instanzdaten>
<tns:beteiligung><tns:beteiligter><tns:natuerlichePerson><tns:vollerName>
<tns:nachname>Geheim</tns:nachname></tns:vollerName><tns:geburt>
<tns:geburtsdatum>1970-01-01</tns:geburtsdatum></tns:geburt>
<tns:anschrift><tns:ort>Geheimstadt</tns:ort></tns:anschrift>
</tns:natuerlichePerson></tns:beteiligter></tns:beteiligung>
</tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister><tns:auszug><tns:eintragungstext>
<tns:text>Geschäftsführer: Geheim</tns:text></tns:eintragungstext>
<tns:abrufdatum>2026-02-25</tns:abrufdatum></tns:auszug>
<tns:basisdatenRegister><tns:satzungsdatum>
<tns:ersteSatzung><tns:satzungsdatum>2015-06-18</tns:satzungsdatum>
</tns:ersteSatzung>
<tns:aktuellesSatzungsdatum>2021-01-02</tns:aktuellesSatzungsdatum>
</tns:satzungsdatum>
<tns:rechtstraeger><tns:bezeichnung>
<tns:bezeichnung.aktuell>Elbe Akku &amp; Söhne GmbH</tns:bezeichnung.aktuell>
</tns:bezeichnung><tns:angabenZurRechtsform><tns:rechtsform>
<!--Gesellschaft mit beschränkter Haftung (GmbH)--><code>221110</code>
</tns:rechtsform></tns:angabenZurRechtsform>
<tns:sitz><tns:ort>Hamburg</tns:ort></tns:sitz>
<tns:anschrift><tns:strasse>Kaistraße</tns:strasse>
<tns:hausnummer>1</tns:hausnummer><tns:postleitzahl>20457</tns:postleitzahl>
<tns:ort>Hamburg</tns:ort></tns:anschrift></tns:rechtstraeger>
<tns:vertretung><tns:vertretungsberechtigte>Geheim
</tns:vertretungsberechtigte></tns:vertretung>
<tns:gegenstand>Bau von Akkus.</tns:gegenstand></tns:basisdatenRegister>
<tns:auswahl_zusatzangaben><tns:kapitalgesellschaft><tns:zahl>25000</tns:zahl>
</tns:kapitalgesellschaft></tns:auswahl_zusatzangaben>
</tns:fachdatenRegister></tns:nachricht.reg.0400003>)";
}

class XjustizTest : public testing::Test {
 protected:
  std::filesystem::path File(const std::string& name,
                             const std::string& content) {
    EXPECT_TRUE(WriteFileAtomically(folder_ / name, content));
    return folder_ / name;
  }
  TempDirectory folder_;
  Courts courts_ = *Courts::Load(SourceFile("config/register_courts.tsv"));
  CollectingSink sink_;
};

TEST_F(XjustizTest, ReadsAnExtract) {
  auto status = ReadXjustiz(File("a.xml", Message()), courts_, sink_);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ASSERT_TRUE(sink_.refusals.empty()) << sink_.refusals[0].reason;
  ASSERT_EQ(sink_.companies.size(), 1u);
  const Company& c = sink_.companies[0];
  EXPECT_EQ(c.name, "Elbe Akku & Söhne GmbH");
  EXPECT_EQ(c.register_number->Key(), "K1101R_HRB900101");
  EXPECT_EQ(c.legal_form, "gmbh");
  EXPECT_EQ(c.address, (Address{"Kaistraße 1", "20457", "Hamburg"}));
  EXPECT_EQ(c.purpose, "Bau von Akkus.");
  EXPECT_EQ(c.founded, ParseDate("2015-06-18"));
  EXPECT_EQ(c.founded_source, "register");
  EXPECT_EQ(sink_.sources[0].name, "xjustiz");
  EXPECT_EQ(sink_.sources[0].as_of, "2026-02-25");
}

TEST_F(XjustizTest, NothingOfPersonsIsHeld) {
  auto extract = ParseXjustiz(Message());
  ASSERT_TRUE(extract.has_value());
  for (const std::string* text :
       {&extract->name, &extract->seat, &extract->address.town,
        &extract->purpose, &extract->legal_form}) {
    EXPECT_EQ(text->find("Geheim"), std::string::npos) << *text;
  }
}

TEST_F(XjustizTest, ReadsAFolder) {
  File("b.xml", Message("", "900102"));
  File("a.xml", Message("", "53 GE"));
  File("c.xml", Message().substr(0, 900));
  File("readme.txt", "no extract");
  ASSERT_TRUE(ReadXjustiz(folder_.path(), courts_, sink_).has_value());
  ASSERT_EQ(sink_.companies.size(), 2u);
  EXPECT_EQ(sink_.companies[0].register_number->suffix, "GE");
  EXPECT_EQ(sink_.companies[1].register_number->number, "900102");
  ASSERT_EQ(sink_.refusals.size(), 1u);
  EXPECT_EQ(sink_.refusals[0].line, 3u);
  EXPECT_NE(sink_.refusals[0].reason.find("c.xml: line "), std::string::npos)
      << sink_.refusals[0].reason;
}

TEST_F(XjustizTest, RefusesWhatIsNoExtract) {
  std::string deep = "<nachricht.reg.0400003>";
  for (int i = 0; i < 200; ++i) deep += "<a>";
  struct Case {
    std::string xml;
    const char* message;
  };
  const Case cases[] = {
      {"", "no element found"},
      {"no xml", "syntax error"},
      {"<html><body/></html>", "'html' is no structured register content"},
      {Message("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">"
               "<!ENTITY b \"&a;&a;&a;&a;\">]>"),
       "declares entities"},
      {Message().substr(0, 2000), "line "},
      {deep, "more than 100 elements deep"},
  };
  for (const Case& c : cases) {
    auto extract = ParseXjustiz(c.xml);
    ASSERT_FALSE(extract.has_value()) << c.message;
    EXPECT_EQ(extract.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(extract.error().message.find(c.message), std::string::npos)
        << extract.error().message;
  }
  auto empty = folder_ / "empty";
  std::filesystem::create_directory(empty);
  EXPECT_FALSE(ReadXjustiz(empty, courts_, sink_).has_value());
}

TEST_F(XjustizTest, DamagedMessagesNeverCrash) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string xml = Message();
    for (size_t n = 1 + random() % 5; n > 0; --n) {
      xml[random() % xml.size()] = static_cast<char>(random() % 256);
    }
    auto extract = ParseXjustiz(xml);
    if (!extract) {
      EXPECT_EQ(extract.error().kind, ErrorKind::kInvalid);
    }
  }
}

}  // namespace
}  // namespace ritmon
