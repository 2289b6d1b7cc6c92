//! The one click method that libinput's binding has no word for: none.

use smithay::reexports::input::{AsRaw, Device, DeviceConfigError, DeviceConfigResult, ffi};

/// Makes every click on a touchpad the left button's, wherever and with however many
/// fingers.
///
/// # Errors
/// When the device has no click methods.
#[allow(unsafe_code)]
pub(super) fn set_none(device: &Device) -> DeviceConfigResult {
    // SAFETY: `device` holds a reference, so that what it points to lives; libinput is
    // used by this thread alone, as nothing of it can be sent to another.
    let status = unsafe {
        ffi::libinput_device_config_click_set_method(
            device.as_raw().cast_mut(),
            ffi::libinput_config_click_method_LIBINPUT_CONFIG_CLICK_METHOD_NONE,
        )
    };
    match status {
        ffi::libinput_config_status_LIBINPUT_CONFIG_STATUS_SUCCESS => Ok(()),
        ffi::libinput_config_status_LIBINPUT_CONFIG_STATUS_INVALID => {
            Err(DeviceConfigError::Invalid)
        }
        _ => Err(DeviceConfigError::Unsupported),
    }
}
