<?xml version="1.0" encoding="UTF-8"?>
<!-- From the Metatype documents of all bundles: wherry.cfg(5). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:text>.TH WHERRY.CFG 5 "" "Wherry" "Wherry"
.SH NAME
wherry.cfg \- settings of a Wherry node
.SH DESCRIPTION
Each part of a node that can be set has a file of its own in
.I ~/.config/wherry
(or
.IR $WHERRY_HOME/conf ),
named by the part and
.IR .cfg :
lines of
.IR "NAME = VALUE" ,
and comments that begin with
.BR # .
What is not set has its default.
Settings count while the node runs, for what begins after the change.
What is wrong, a value, a name or a file, does not count:
.BR "wherry config" ,
.B wherry status
and the log say which line it is and what is allowed.
The sample
.I share/doc/settings.sample
of the distribution has all of them, commented out.
</xsl:text>
    <xsl:for-each select="//Designate">
      <xsl:sort select="@pid"/>
      <xsl:variable name="definition" select="//OCD[@id = current()/Object/@ocdref]"/>
      <xsl:value-of select="concat('.SH ', @pid, '.cfg&#10;', $definition/@description, '&#10;')"/>
      <xsl:for-each select="$definition/AD">
        <xsl:sort select="@id"/>
        <xsl:variable name="end" select="string-length(@description)"/>
        <xsl:variable name="stop" select="number(substring(@description, $end) = '.')"/>
        <xsl:variable name="text" select="substring(@description, 1, $end - $stop)"/>
        <xsl:value-of select="concat('.TP&#10;.B ', @id, '&#10;', $text)"/>
        <xsl:if test="@min or @max">
          <xsl:text>:</xsl:text>
          <xsl:if test="@min"><xsl:value-of select="concat(' from ', @min)"/></xsl:if>
          <xsl:if test="@max"><xsl:value-of select="concat(' up to ', @max)"/></xsl:if>
        </xsl:if>
        <xsl:value-of select="concat('. Default: ', @default, '.&#10;')"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:text>.SH SEE ALSO
.BR wherry (1)
</xsl:text>
  </xsl:template>
</xsl:stylesheet>
