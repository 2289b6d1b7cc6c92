//! What programs may ask of the service, read from calls on the bus.

use std::collections::HashMap;

use rustbus::MessageType;
use rustbus::message_builder::MarshalledMessage;
use rustbus::wire::errors::UnmarshalError;
use rustbus::wire::unmarshal::traits::Variant;

/// The interface, and the name under which the service is found.
pub(super) const INTERFACE: &str = "org.freedesktop.Notifications";
/// Its one object.
pub(super) const PATH: &str = "/org/freedesktop/Notifications";

/// What is told of its methods and signals to whoever asks.
pub(super) const INTROSPECTION: &str = r#"<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg name="app_name" type="s" direction="in"/>
      <arg name="replaces_id" type="u" direction="in"/>
      <arg name="app_icon" type="s" direction="in"/>
      <arg name="summary" type="s" direction="in"/>
      <arg name="body" type="s" direction="in"/>
      <arg name="actions" type="as" direction="in"/>
      <arg name="hints" type="a{sv}" direction="in"/>
      <arg name="expire_timeout" type="i" direction="in"/>
      <arg name="id" type="u" direction="out"/>
    </method>
    <method name="CloseNotification">
      <arg name="id" type="u" direction="in"/>
    </method>
    <method name="GetCapabilities">
      <arg name="capabilities" type="as" direction="out"/>
    </method>
    <method name="GetServerInformation">
      <arg name="name" type="s" direction="out"/>
      <arg name="vendor" type="s" direction="out"/>
      <arg name="version" type="s" direction="out"/>
      <arg name="spec_version" type="s" direction="out"/>
    </method>
    <signal name="NotificationClosed">
      <arg name="id" type="u"/>
      <arg name="reason" type="u"/>
    </signal>
  </interface>
</node>"#;

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Notify(Said),
    Close(u32),
    Capabilities,
    Information,
    Introspection,
    Ping,
}

/// What a program wants the user to know.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The number of the notice whose place it takes; 0 for none.
    pub replaces: u32,
    pub summary: String,
    pub body: String,
    /// How long it is to be shown, 0 for ever; none if that is not said.
    pub lasts_ms: Option<u32>,
}

/// Why a call is not answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadCall {
    /// There is no such method.
    Unknown,
    /// There is, but with other arguments.
    Arguments,
}

impl From<UnmarshalError> for BadCall {
    fn from(_: UnmarshalError) -> Self {
        Self::Arguments
    }
}

/// Reads a call.
///
/// # Errors
/// When it is none that is answered.
pub(super) fn read(call: &MarshalledMessage) -> Result<Asked, BadCall> {
    let header = &call.dynheader;
    let member = header.member.as_deref().unwrap_or_default();
    if call.typ != MessageType::Call {
        return Err(BadCall::Unknown);
    }
    match (header.interface.as_deref(), member) {
        (Some("org.freedesktop.DBus.Peer"), "Ping") => Ok(Asked::Ping),
        (Some("org.freedesktop.DBus.Introspectable"), "Introspect") => Ok(Asked::Introspection),
        (Some(INTERFACE) | None, _) if header.object.as_deref() == Some(PATH) => ours(member, call),
        _ => Err(BadCall::Unknown),
    }
}

fn ours(member: &str, call: &MarshalledMessage) -> Result<Asked, BadCall> {
    match member {
        "Notify" => Ok(Asked::Notify(said(call)?)),
        "CloseNotification" => Ok(Asked::Close(call.body.parser().get()?)),
        "GetCapabilities" => Ok(Asked::Capabilities),
        "GetServerInformation" => Ok(Asked::Information),
        _ => Err(BadCall::Unknown),
    }
}

/// Actions and hints are read over: no card has buttons, pictures or sounds.
fn said(call: &MarshalledMessage) -> Result<Said, UnmarshalError> {
    let mut arguments = call.body.parser();
    let _name: &str = arguments.get()?;
    let replaces = arguments.get()?;
    let _icon: &str = arguments.get()?;
    let (summary, body) = (arguments.get()?, arguments.get()?);
    let _actions: Vec<&str> = arguments.get()?;
    let _hints: HashMap<&str, Variant<'_, '_>> = arguments.get()?;
    let lasts: i32 = arguments.get()?;
    Ok(Said {
        replaces,
        summary,
        body,
        lasts_ms: u32::try_from(lasts).ok(),
    })
}

#[cfg(test)]
mod tests {
    use rustbus::message_builder::MessageBuilder;

    use super::*;

    fn call(member: &str) -> MarshalledMessage {
        let call = MessageBuilder::new().call(member).on(PATH);
        call.with_interface(INTERFACE).at(INTERFACE).build()
    }

    fn notify(lasts: i32) -> MarshalledMessage {
        let mut call = call("Notify");
        call.body
            .push_param5("mail", 3_u32, "icon", "A letter", "from\nBob")
            .unwrap();
        call.body.push_param(&["default", "Open"][..]).unwrap();
        let hints = rustbus::params::Dict {
            key_sig: rustbus::signature::Base::String,
            value_sig: rustbus::signature::Type::Container(rustbus::signature::Container::Variant),
            map: HashMap::new(),
        };
        let hints = rustbus::params::Container::Dict(hints);
        call.body.push_old_param(&hints.into()).unwrap();
        call.body.push_param(lasts).unwrap();
        call
    }

    #[test]
    fn what_is_said_is_read() {
        for (lasts, lasts_ms) in [(-1, None), (0, Some(0)), (5_000, Some(5_000))] {
            let said = Said {
                replaces: 3,
                summary: "A letter".to_owned(),
                body: "from\nBob".to_owned(),
                lasts_ms,
            };
            assert_eq!(read(&notify(lasts)), Ok(Asked::Notify(said)));
        }
    }

    #[test]
    fn other_calls_are_refused() {
        assert_eq!(read(&call("Shout")), Err(BadCall::Unknown));
        assert_eq!(read(&call("Notify")), Err(BadCall::Arguments));
        assert_eq!(read(&call("CloseNotification")), Err(BadCall::Arguments));
        assert_eq!(read(&call("GetCapabilities")), Ok(Asked::Capabilities));
        let elsewhere = MessageBuilder::new().call("Notify").on("/elsewhere");
        let elsewhere = elsewhere.with_interface(INTERFACE).build();
        assert_eq!(read(&elsewhere), Err(BadCall::Unknown));
    }
}
