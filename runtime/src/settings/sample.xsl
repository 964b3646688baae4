<?xml version="1.0" encoding="UTF-8"?>
<!-- From the Metatype documents of all bundles: every setting with what it does and its default, commented out. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:text># Settings of a Wherry node with their defaults. Each section goes into the file that its first line names, in
# ~/.config/wherry (or $WHERRY_HOME/conf). Only what is to be changed need stand there. They count while the node runs;
# "wherry config" shows what counts and what is wrong.
</xsl:text>
    <xsl:for-each select="//Designate">
      <xsl:sort select="@pid"/>
      <xsl:variable name="definition" select="//OCD[@id = current()/Object/@ocdref]"/>
      <xsl:value-of select="concat('&#10;# ==== ', @pid, '.cfg ==== ', $definition/@description, '&#10;')"/>
      <xsl:for-each select="$definition/AD">
        <xsl:sort select="@id"/>
        <xsl:variable name="end" select="string-length(@description)"/>
        <xsl:variable name="stop" select="number(substring(@description, $end) = '.')"/>
        <xsl:variable name="text" select="substring(@description, 1, $end - $stop)"/>
        <xsl:value-of select="concat('&#10;# ', $text)"/>
        <xsl:if test="@min or @max">
          <xsl:text>:</xsl:text>
          <xsl:if test="@min"><xsl:value-of select="concat(' from ', @min)"/></xsl:if>
          <xsl:if test="@max"><xsl:value-of select="concat(' up to ', @max)"/></xsl:if>
        </xsl:if>
        <xsl:value-of select="concat('.&#10;#', @id, ' = ', @default, '&#10;')"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
