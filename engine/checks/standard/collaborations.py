"""Choreographies, conversations and resources, as far as the standard forbids combinations."""

from __future__ import annotations

from engine.checks.standard.elements import Elements, children, kind, references
from engine.checks.standard.rule import Broken, rule

CONVERSATION = (
    *("conversationNode", "conversation", "subConversation", "callConversation"),
    *("participantAssociation", "messageFlowAssociation", "conversationAssociation"),
    *("association", "group", "textAnnotation"),
)
ROLES = ("performer", "humanPerformer", "potentialOwner", "resourceRole")


@rule("choreography-refers")
def refers(found: Elements) -> Broken:
    """Only a collaboration refers to a choreography."""
    for element in found.of("choreography", "globalConversation", "globalChoreographyTask"):
        if children(element, "choreographyRef"):
            sentence = f"A {kind(element)} cannot refer to a choreography."
            yield element, sentence, "Remove the choreographyRef."


@rule("global-conversation-content")
def conversation(found: Elements) -> Broken:
    """A global conversation holds participants, messages and correlation, nothing else."""
    for element in found.of("globalConversation"):
        if children(element, *CONVERSATION):
            sentence = "A global conversation holds something that belongs to a collaboration."
            yield element, sentence, "Remove it, or use a collaboration."


@rule("choreography-closed")
def closed(found: Elements) -> Broken:
    """A collaboration is closed exactly when the choreography it refers to is."""
    for element in found.of("collaboration"):
        for other in map(found.get, references(element, "choreographyRef")):
            one = element.get("isClosed", "false")
            if other is not None and one != other.get("isClosed", "false"):
                sentence = "It and the choreography it refers to do not agree on being closed."
                yield element, sentence, "Give both the same isClosed."


@rule("resource-twice", also=("schema-order",))
def resource(found: Elements) -> Broken:
    """Who does the work is named, or worked out, not both."""
    for role in found.of(*ROLES):
        by_name = children(role, "resourceRef", "resourceParameterBinding")
        if by_name and children(role, "resourceAssignmentExpression"):
            sentence = "The resource is both named and worked out."
            yield role, sentence, "Keep the resourceRef or the resourceAssignmentExpression."


@rule("resource-parameter-alone")
def parameter(found: Elements) -> Broken:
    """Parameters of a resource need the resource."""
    for role in found.of(*ROLES):
        bound = children(role, "resourceParameterBinding")
        if bound and not children(role, "resourceRef"):
            sentence = "It gives parameters of a resource without naming the resource."
            yield role, sentence, "Add the resourceRef."


RULES = (refers, conversation, closed, resource, parameter)
