"""How text reaches a screen or a page: made safe, broken into lines, styled or plain."""
