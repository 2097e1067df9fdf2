// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/field_texts.h"

namespace ritmon {
namespace {

constexpr FieldText kFields[] = {
    {"personalised-medicine",
     "Personalisierte Medizin",
     "Die Entwicklung von Verfahren der personalisierten Medizin",
     {"Wir entwickeln Begleitdiagnostik, mit der Onkologen vor der Behandlung "
      "erkennen, welche Patientin auf einen Wirkstoff anspricht.",
      "Unsere Gentherapie ersetzt bei seltenen Erkrankungen das defekte Gen in "
      "den Zellen des Patienten.",
      "Aus dem Blut gewinnen wir zirkulierende Tumor-DNA; die Liquid Biopsy "
      "zeigt einen Rückfall Monate vor der Bildgebung.",
      "Die CAR-T-Zelltherapie wird für jeden Patienten aus eigenen T-Zellen "
      "hergestellt.",
      "Mit pharmakogenetischen Tests lässt sich die Dosis eines Medikaments an "
      "das Erbgut anpassen.",
      "Für das molekulare Tumorboard werten wir Genomsequenzierungen aus und "
      "schlagen zielgerichtete Therapien vor.",
      "Patientenspezifische Implantate fertigen wir nach den CT-Daten eines "
      "einzelnen Menschen."}},
    {"care-technologies",
     "Technik für die Pflege",
     "Entwicklung und Herstellung von technischen Assistenzsystemen für die "
     "Pflege",
     {"Unsere Sturzerkennung meldet dem Pflegepersonal, wenn ein Bewohner in "
      "der Nacht aufsteht und fällt.",
      "Wir entwickeln Pflegesoftware, mit der ambulante Dienste Touren planen "
      "und die Pflegedokumentation mobil erledigen.",
      "Der Hausnotruf verbindet sich ohne Basisstation mit der "
      "Pflegezentrale.",
      "Für pflegende Angehörige haben wir eine digitale Pflegeanwendung (DiPA) "
      "zur Zulassung gebracht.",
      "Unser Pflegeroboter bringt Getränke auf die Zimmer und entlastet die "
      "Pflegekräfte von Wegen.",
      "AAL-Systeme aus unserem Haus erlauben älteren Menschen, länger in der "
      "eigenen Wohnung zu leben.",
      "Das Sensorbett erkennt die Gefahr eines Dekubitus und erinnert die "
      "Pflegekraft an das Umlagern."}},
    {"diagnostics-therapy",
     "Diagnostik und Medizintechnik",
     "Entwicklung, Herstellung und Vertrieb von Medizinprodukten und "
     "In-vitro-Diagnostika",
     {"Wir entwickeln In-vitro-Diagnostika, die Infektionen in wenigen Minuten "
      "nachweisen.",
      "Unsere chirurgischen Instrumente werden in eigener Werkstatt gefertigt "
      "und als Medizinprodukt der Klasse IIa zugelassen.",
      "Der Antikörper bindet an ein Protein der Tumorzelle; die klinische "
      "Studie der Phase II läuft.",
      "Als Hersteller von Medizintechnik liefern wir Ultraschallgeräte an "
      "Kliniken und Praxen.",
      "Die molekulare Diagnostik beruht auf einem PCR-Test für "
      "Krankenhauslabore.",
      "Unser Impfstoff gegen das Virus wird nach GMP im eigenen Reinraum "
      "hergestellt.",
      "Die Software unterstützt Radiologen bei der Befundung von MRT-Bildern "
      "mit künstlicher Intelligenz."}},
    {"electromobility",
     "Elektromobilität und Ladeinfrastruktur",
     "Entwicklung, Bau und Betrieb von Ladeinfrastruktur für Elektrofahrzeuge",
     {"Wir planen, bauen und betreiben Ladeinfrastruktur für Elektrofahrzeuge "
      "in Städten und an Autobahnen.",
      "Unsere Schnellladestationen laden Elektroautos mit bis zu 300 Kilowatt.",
      "Für Elektrobusse entwickeln wir das Lademanagement der Betriebshöfe.",
      "Der elektrische Antriebsstrang aus unserer Fertigung treibt Lastwagen "
      "und Fähren an.",
      "Wir rüsten Nutzfahrzeuge vom Dieselmotor auf Elektroantrieb um.",
      "Mit bidirektionalem Laden wird das Elektroauto zum Speicher des "
      "Hauses.",
      "Als Betreiber von Ladesäulen rechnen wir Ladevorgänge für "
      "Flottenbetreiber ab."}},
    {"future-public-mobility",
     "Digitaler Nahverkehr",
     "Entwicklung von Software und Systemen für den öffentlichen "
     "Personennahverkehr",
     {"Unser Ridepooling ergänzt den öffentlichen Nahverkehr auf dem Land mit "
      "Kleinbussen auf Abruf.",
      "Wir entwickeln die Software für On-Demand-Verkehre, mit der "
      "Verkehrsunternehmen Fahrtwünsche bündeln.",
      "Die App für elektronisches Ticketing verkauft Fahrkarten aller "
      "Verkehrsverbünde.",
      "Unsere Leitstelle steuert Busse und Bahnen mit Echtzeitdaten und "
      "informiert die Fahrgäste.",
      "An Mobilitätsstationen verbinden wir Carsharing, Leihräder und "
      "Nahverkehr in einem Angebot.",
      "Das digitale Stellwerk und die Ausrüstung mit ETCS erlauben dichtere "
      "Zugfolgen.",
      "Mit Verkehrssimulation und adaptiver Ampelsteuerung verbessern Städte "
      "ihr Verkehrsmanagement."}},
    {"hydrogen-efuels",
     "Grüner Wasserstoff",
     "Entwicklung und Vertrieb von Anlagen zur Erzeugung von Wasserstoff",
     {"Wir bauen Elektrolyseure, die aus Windstrom grünen Wasserstoff "
      "erzeugen.",
      "Unsere Brennstoffzellen liefern Strom für Schiffe und Baustellen.",
      "Die Wasserstofftankstelle versorgt Lastwagen und Busse mit 350 und 700 "
      "bar.",
      "Aus grünem Wasserstoff und Kohlendioxid stellen wir synthetische "
      "Kraftstoffe für die Luftfahrt her.",
      "Wir entwickeln Ventile und Verdichter für Wasserstoff, geprüft auf dem "
      "eigenen Prüfstand.",
      "Die Power-to-X-Anlage am Hafen erzeugt E-Methanol für die Schifffahrt.",
      "Für das Wasserstoffnetz planen wir Leitungen und Speicher in "
      "Salzkavernen."}},
    {"autonomous-driving",
     "Autonomes Fahren",
     "Entwicklung von Software und Sensorik für automatisierte Fahrzeuge",
     {"Wir entwickeln Software für autonomes Fahren, die Fußgänger und "
      "Radfahrer zuverlässig erkennt.",
      "Unsere Lidar-Sensoren nehmen das Umfeld automatisierter Fahrzeuge auf "
      "200 Meter wahr.",
      "Fahrerassistenzsysteme prüfen wir in der Simulation und auf dem "
      "Testfeld.",
      "Mit Teleoperation lenken Menschen aus der Leitwarte fahrerlose "
      "Fahrzeuge, wenn die Automatik nicht weiterweiß.",
      "Das autonome Schiff hält Kurs und Abstand ohne Besatzung auf der "
      "Brücke.",
      "Wir erstellen hochgenaue Karten (HD-Karten) für hochautomatisiertes "
      "Fahren.",
      "Unsere V2X-Kommunikation lässt Fahrzeuge mit Ampeln sprechen, eine "
      "Grundlage des vernetzten Fahrens."}},
    {"industrial-robotics",
     "Industrieroboter und Automation",
     "Entwicklung und Bau von Roboteranlagen für die Industrie",
     {"Wir integrieren Industrieroboter in Fertigungslinien und programmieren "
      "sie.",
      "Unser Cobot arbeitet ohne Schutzzaun neben dem Menschen.",
      "Die Greifer aus eigener Entwicklung handhaben empfindliche Teile am "
      "Roboterarm.",
      "Fahrerlose Transportsysteme bringen das Material zwischen Lager und "
      "Montage.",
      "Unsere Bildverarbeitung führt den Roboter beim Griff in die Kiste.",
      "Mobile Roboter kommissionieren Ware im Lager und fahren selbst zum "
      "Laden.",
      "Mit der Offline-Programmierung planen wir die Bahnen von "
      "Schweißrobotern am Rechner."}},
    {"battery-cells",
     "Batteriezellen",
     "Entwicklung und Herstellung von Batteriezellen und Batteriesystemen",
     {"Wir entwickeln Lithium-Ionen-Zellen und fertigen sie auf einer "
      "Pilotlinie.",
      "Unser Elektrolyt verlängert das Leben von Batteriezellen bei hohen "
      "Strömen.",
      "Die Maschinen zur Elektrodenbeschichtung liefern wir an Hersteller von "
      "Batteriezellen.",
      "Mit der Natrium-Ionen-Batterie kommen wir ohne Lithium und Kobalt aus.",
      "Im Batterielabor messen wir Alterung und State of Health von Zellen und "
      "Modulen.",
      "Wir bauen Batteriemodule und entwickeln das Batteriemanagementsystem "
      "dazu.",
      "Unsere Festkörperbatterie mit keramischem Separator befindet sich in "
      "der Erprobung."}},
    {"smart-factory",
     "Digitale Fabrik",
     "Entwicklung von Software und Anlagen für die vernetzte Produktion",
     {"Unser Manufacturing Execution System vernetzt Maschinen und Aufträge in "
      "der Produktion.",
      "Der digitale Zwilling der Anlage zeigt, wo die Fertigung ins Stocken "
      "gerät.",
      "Mit Predictive Maintenance erkennen wir Lagerschäden, bevor die "
      "Maschine steht.",
      "Wir begleiten Maschinenbauer auf dem Weg zur Industrie 4.0, von der "
      "Sensorik bis zur Auswertung.",
      "Als Dienstleister für additive Fertigung drucken wir Bauteile aus "
      "Metall im Laserschmelzverfahren.",
      "Wir bauen Sondermaschinen und Montageanlagen und programmieren deren "
      "SPS-Steuerung.",
      "Unsere Software für das Industrial Internet of Things sammelt "
      "Maschinendaten am Rand des Netzes."}},
    {"circular-economy",
     "Recycling und Kreislaufwirtschaft",
     "Betrieb von Anlagen zum Recycling von Wertstoffen",
     {"Wir recyceln Kunststoffe zu Rezyklaten, die wieder in die Produktion "
      "gehen.",
      "Unsere Sortieranlagen trennen Wertstoffe mit Nahinfrarot und "
      "künstlicher Intelligenz.",
      "Beim Batterierecycling gewinnen wir Lithium, Nickel und Kobalt zurück.",
      "Aus Bauschutt stellen wir Recyclingbeton und andere Sekundärrohstoffe "
      "her.",
      "Mit dem digitalen Produktpass folgen Hersteller ihren Materialien im "
      "Kreislauf.",
      "Wir betreiben ein Mehrwegsystem mit Rücknahme für Verpackungen der "
      "Gastronomie.",
      "Elektroschrott zerlegen wir und führen die Metalle dem Recycling zu."}},
    {"climate-environment",
     "Umwelttechnik",
     "Planung und Bau von Anlagen der Umwelttechnik",
     {"Wir bauen Anlagen zur Abwasserreinigung mit einer vierten "
      "Reinigungsstufe.",
      "Unsere Filter zur Abgasreinigung senken die Emissionen von "
      "Industrieanlagen.",
      "Für die CO2-Abscheidung entwickeln wir Verfahren, die Kohlendioxid aus "
      "dem Rauchgas holen.",
      "Als Messstelle überwachen wir Emissionen und Immissionen nach dem "
      "Bundes-Immissionsschutzgesetz.",
      "Wir sanieren Altlasten und reinigen belastete Böden und das "
      "Grundwasser.",
      "Mit Gründächern und Rigolen planen wir die Schwammstadt gegen "
      "Starkregen.",
      "Unsere Software für die Klimabilanz berechnet Treibhausgasemissionen "
      "nach dem GHG Protocol."}},
    {"biogenic-smart-farming",
     "Smart Farming und Biogas",
     "Entwicklung von Technik für die Landwirtschaft",
     {"Wir entwickeln Technik für Precision Farming, die Dünger nach dem "
      "Bedarf jeder Stelle des Ackers verteilt.",
      "Unsere Biogasanlagen machen aus Gülle Strom und Wärme.",
      "Die Sensoren im Stall melden dem Landwirt, welche Kuh krank wird.",
      "Mit Vertical Farming wachsen Kräuter auf Etagen unter LED-Licht.",
      "Wir züchten neue Sorten von Weizen und vermehren das Saatgut.",
      "Unser Feldroboter hackt Unkraut zwischen den Rüben.",
      "Aus Gärresten und Biomasse gewinnen wir Biomethan für das Gasnetz."}},
    {"renewables-smart-grid",
     "Erneuerbare Energien",
     "Planung, Errichtung und Betrieb von Anlagen zur Erzeugung erneuerbarer "
     "Energie",
     {"Wir projektieren, bauen und betreiben Windparks an Land und auf See.",
      "Unsere Photovoltaikanlagen auf Freiflächen speisen in das "
      "Mittelspannungsnetz ein.",
      "Das virtuelle Kraftwerk bündelt Erzeuger, Speicher und flexible "
      "Verbraucher.",
      "Wir entwickeln Software für intelligente Stromnetze und den "
      "Smart-Meter-Rollout.",
      "Als Direktvermarkter handeln wir Strom aus erneuerbaren Energien an der "
      "Börse.",
      "Der Batteriespeicher gleicht Schwankungen im Netz aus und liefert "
      "Regelenergie.",
      "Wärmenetze mit Großwärmepumpen und Geothermie planen wir für "
      "Gemeinden."}},
    {"bioeconomy",
     "Bioökonomie",
     "Entwicklung und Herstellung von biobasierten Werkstoffen",
     {"Wir stellen biobasierte Kunststoffe aus nachwachsenden Rohstoffen her.",
      "Unsere Enzyme aus der industriellen Biotechnologie ersetzen Chemikalien "
      "in der Textilindustrie.",
      "In der Bioraffinerie zerlegen wir Holz in Lignin und Cellulose.",
      "Durch Präzisionsfermentation entstehen Proteine ohne Tiere.",
      "Aus Pilzmyzel wachsen Verpackungen, die auf dem Kompost zerfallen.",
      "Mikroalgen kultivieren wir im Photobioreaktor und gewinnen daraus "
      "Wertstoffe.",
      "Unsere Tenside beruhen auf Zucker statt auf Erdöl, ein Schritt zur "
      "Bioökonomie."}}};

constexpr std::string_view kOther[] = {
    "Unseren Gästen steht eine Ladesäule auf dem Parkplatz zur Verfügung.",
    "Wir drucken klimaneutral und auf Recyclingpapier.",
    "Sie erreichen uns mit Bus und Bahn, die Haltestelle liegt vor der Tür.",
    "Bitte geben Sie Altbatterien im Handel zurück.",
    "Unsere Werkstatt wechselt auch die Starterbatterie und macht die "
    "Diagnose des Motors.",
    "Der Saugroboter gehört zur Ausstattung der Ferienwohnung.",
    "In der alten Fabrik finden Hochzeiten und Konzerte statt.",
    "Die Klimaanlage der Halle wurde im Frühjahr erneuert."};

}  // namespace

std::span<const FieldText> FieldTexts() { return kFields; }

std::span<const std::string_view> OtherSentences() { return kOther; }

}  // namespace ritmon
